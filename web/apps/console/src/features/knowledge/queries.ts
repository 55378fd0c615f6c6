"use client";

import type {
  ArticleInput,
  DraftInput,
  HelpCenterPatch,
  PublishInput,
} from "@switchboard/api-client";
import type { Sort } from "@switchboard/ui";
import { skipToken, useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { said, usePages } from "@/shared/lists/pages";

/** Which articles a list shows; what is empty does not narrow it. */
export interface ArticleFilter {
  q: string;
  language: string;
  status: "" | "draft" | "published";
  audience: "" | "public" | "customers" | "staff";
  missing: string;
  category: string;
}

export function useArticles(filter: ArticleFilter, sort: Sort | null) {
  const { q, ...narrowing } = filter;
  const query = said({ ...narrowing, q, sort: q ? "" : orderOf(sort) });
  return usePages({
    queryKey: keys.articleList(query),
    fetch: (page, signal) =>
      unwrap(
        api.GET("/api/v1/knowledge/articles", {
          signal,
          params: { query: { ...query, ...page, brief: true } },
        }),
      ),
  });
}

const ORDERS = ["title", "-title", "updated", "-updated"] as const;

function orderOf(sort: Sort | null): (typeof ORDERS)[number] | "" {
  const text = sort ? `${sort.descending ? "-" : ""}${sort.column}` : "";
  return ORDERS.find((known) => known === text) ?? "";
}

export function useArticle(id: string | null) {
  return useQuery({
    queryKey: keys.article(id ?? ""),
    queryFn: id
      ? () => unwrap(api.GET("/api/v1/knowledge/articles/{article_id}", at(id)))
      : skipToken,
  });
}

export function useCategories() {
  return useQuery({
    queryKey: keys.articleCategories,
    queryFn: () => unwrap(api.GET("/api/v1/knowledge/categories")),
  });
}

export function useVersions(id: string) {
  return useQuery({
    queryKey: keys.articleVersions(id),
    queryFn: () => unwrap(api.GET("/api/v1/knowledge/articles/{article_id}/versions", at(id))),
  });
}

/** How a version differs from a later one, or from the draft. */
export function useDiff(id: string, old: number, next: number | "draft") {
  return useQuery({
    queryKey: keys.articleDiff(id, old, next),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/knowledge/articles/{article_id}/diff", {
          params: { path: { article_id: id }, query: { old, new: next } },
        }),
      ),
  });
}

export function createArticle(body: ArticleInput) {
  return unwrap(api.POST("/api/v1/knowledge/articles", { body }));
}

export function changeArticle(id: string, body: PublishInput) {
  return unwrap(api.PATCH("/api/v1/knowledge/articles/{article_id}", { ...at(id), body }));
}

/** Puts the article with these fields before customers, in place of its draft. */
export function publishArticle(id: string, body: PublishInput) {
  return unwrap(api.POST("/api/v1/knowledge/articles/{article_id}/publish", { ...at(id), body }));
}

/** Keeps a newer text beside the published one. */
export function saveDraft(id: string, body: DraftInput) {
  return unwrap(api.PUT("/api/v1/knowledge/articles/{article_id}/draft", { ...at(id), body }));
}

export function discardDraft(id: string) {
  return unwrap(api.DELETE("/api/v1/knowledge/articles/{article_id}/draft", at(id)));
}

export function restoreVersion(id: string, version: number, expected: number) {
  return unwrap(
    api.POST("/api/v1/knowledge/articles/{article_id}/restore", {
      ...at(id),
      body: { version, expected },
    }),
  );
}

export function deleteArticle(id: string) {
  return unwrap(api.DELETE("/api/v1/knowledge/articles/{article_id}", at(id)));
}

export function useHelpCenter() {
  return useQuery({
    queryKey: keys.helpCenter,
    queryFn: () => unwrap(api.GET("/api/v1/help-center")),
  });
}

export function changeHelpCenter(body: HelpCenterPatch, version: string) {
  const params = { header: { "If-Match": version } };
  return unwrap(api.PATCH("/api/v1/help-center", { params, body }));
}

function at(id: string) {
  return { params: { path: { article_id: id } } };
}

"use client";

import type { ArticleSource, SourceInput, SourcePatch } from "@switchboard/api-client";
import { skipToken, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { usePages } from "@/shared/lists/pages";

export type DocumentFilter = "all" | "error" | "skipped" | "ignored";

const CHANGES_PAGE = 10;

export function useSources() {
  return useQuery({
    queryKey: keys.sourceList,
    queryFn: () =>
      unwrap(api.GET("/api/v1/knowledge/sources", { params: { query: { limit: 100 } } })),
    select: (page) => page.items,
  });
}

export function useSource(id: string | null) {
  return useQuery({
    queryKey: keys.source(id ?? ""),
    queryFn: id ? () => unwrap(api.GET(ONE, at(id))) : skipToken,
  });
}

export function useDocuments(id: string, filter: DocumentFilter) {
  const state = filter === "all" ? {} : { state: [filter] };
  return usePages({
    queryKey: keys.sourceDocuments(id, filter),
    fetch: (page, signal) =>
      unwrap(
        api.GET("/api/v1/knowledge/sources/{source_id}/documents", {
          params: { path: { source_id: id }, query: { ...page, ...state } },
          signal,
        }),
      ),
  });
}

export function useChanges(id: string) {
  return useInfiniteQuery({
    queryKey: keys.sourceChanges(id),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/knowledge/sources/{source_id}/changes", {
          params: {
            path: { source_id: id },
            query: { limit: CHANGES_PAGE, ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function addSource(body: SourceInput): Promise<ArticleSource> {
  return unwrap(api.POST("/api/v1/knowledge/sources", { body }));
}

export function changeSource(id: string, body: SourcePatch): Promise<ArticleSource> {
  return unwrap(api.PATCH(ONE, { ...at(id), body }));
}

export function removeSource(id: string, keepArticles: boolean) {
  return unwrap(
    api.DELETE(ONE, {
      params: { path: { source_id: id }, query: { keep_articles: keepArticles } },
    }),
  );
}

export function fetchSource(id: string, preview: boolean): Promise<ArticleSource> {
  return unwrap(
    api.POST("/api/v1/knowledge/sources/{source_id}/fetch", { ...at(id), body: { preview } }),
  );
}

/** Which changes to decide about: all that wait, or one document's. */
export interface Decision {
  documentId?: string;
  /** Replace what was edited by hand. */
  overwrite?: boolean;
}

export function applyChanges(id: string, { documentId, overwrite = false }: Decision) {
  return unwrap(
    api.POST("/api/v1/knowledge/sources/{source_id}/apply", {
      ...at(id),
      body: { overwrite, ...(documentId ? { document_ids: [documentId] } : {}) },
    }),
  );
}

export function discardChanges(id: string, { documentId }: Decision) {
  return unwrap(
    api.POST("/api/v1/knowledge/sources/{source_id}/discard", {
      ...at(id),
      body: documentId ? { document_ids: [documentId] } : {},
    }),
  );
}

const ONE = "/api/v1/knowledge/sources/{source_id}";

function at(id: string) {
  return { params: { path: { source_id: id } } } as const;
}

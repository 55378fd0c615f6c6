"use client";

import type { ArticleInput } from "@switchboard/api-client";
import { skipToken, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";

const PAGE = 50;

export function useArticles(query: string, language: string) {
  return useInfiniteQuery({
    queryKey: keys.articleList(query, language),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/knowledge/articles", {
          params: {
            query: {
              limit: PAGE,
              ...(query ? { q: query } : {}),
              ...(language ? { language } : {}),
              ...(pageParam ? { after: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (previous) => previous,
  });
}

export function useArticle(id: string | null) {
  return useQuery({
    queryKey: keys.article(id ?? ""),
    queryFn: id
      ? () =>
          unwrap(
            api.GET("/api/v1/knowledge/articles/{article_id}", {
              params: { path: { article_id: id } },
            }),
          )
      : skipToken,
  });
}

/** Creates an article, or changes the one with this id. */
export function saveArticle(id: string | null, body: ArticleInput) {
  return id
    ? unwrap(
        api.PATCH("/api/v1/knowledge/articles/{article_id}", {
          params: { path: { article_id: id } },
          body,
        }),
      )
    : unwrap(api.POST("/api/v1/knowledge/articles", { body }));
}

export function deleteArticle(id: string) {
  return unwrap(
    api.DELETE("/api/v1/knowledge/articles/{article_id}", { params: { path: { article_id: id } } }),
  );
}

/** Sends the files' texts; the server reads Markdown with front matter, and JSON. */
export async function importFiles(files: readonly File[]) {
  const read = files.map(async (file) => ({ name: file.name, text: await file.text() }));
  const body = { files: await Promise.all(read) };
  return unwrap(api.POST("/api/v1/knowledge/import", { body }));
}

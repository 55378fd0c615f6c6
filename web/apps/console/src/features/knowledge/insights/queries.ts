"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";

const AGAIN_MS = 4_000;
const FRESH_MS = 15_000;

/** The numbers at the top; asked again until the latest conversations are in them. */
export function useOverview(days: number) {
  return useQuery({
    queryKey: [...keys.knowledgeInsights, "overview", days],
    queryFn: () => unwrap(api.GET("/api/v1/insights/knowledge", { params: { query: { days } } })),
    refetchInterval: ({ state }) => (isFresh(state.data?.as_of) ? false : AGAIN_MS),
  });
}

function isFresh(asOf: string | null | undefined): boolean {
  return Boolean(asOf) && Date.now() - Date.parse(asOf ?? "") < FRESH_MS;
}

export function useArticleInsights(days: number, order: "most" | "never") {
  return useInfiniteQuery({
    queryKey: [...keys.knowledgeInsights, "articles", days, order],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/insights/knowledge/articles", {
          params: { query: { days, order, ...after(pageParam) } },
        }),
      ),
    ...paged,
  });
}

export function useMissedQuestions() {
  return useInfiniteQuery({
    queryKey: [...keys.knowledgeInsights, "missed"],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/insights/knowledge/questions", { params: { query: after(pageParam) } }),
      ),
    ...paged,
  });
}

export function useContradictions() {
  return useInfiniteQuery({
    queryKey: [...keys.knowledgeInsights, "contradictions"],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/insights/knowledge/contradictions", {
          params: { query: after(pageParam) },
        }),
      ),
    ...paged,
  });
}

export function dismissQuestion(id: string) {
  return unwrap(
    api.POST("/api/v1/insights/knowledge/questions/{question_id}/dismiss", {
      params: { path: { question_id: id } },
    }),
  );
}

export function dismissContradiction(id: string) {
  return unwrap(
    api.POST("/api/v1/insights/knowledge/contradictions/{contradiction_id}/dismiss", {
      params: { path: { contradiction_id: id } },
    }),
  );
}

const paged = {
  initialPageParam: "",
  getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
};

function after(cursor: string): { after?: string } {
  return cursor ? { after: cursor } : {};
}

"use client";

import { useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { usePages } from "@/shared/lists/pages";

const AGAIN_MS = 4_000;
const FRESH_MS = 15_000;
/** Texts side by side are long: a screen or two of them at once. */
const CONTRADICTIONS = 10;

/** The numbers at the top; asked again until the latest conversations are in them. */
export function useOverview(days: number) {
  return useQuery({
    queryKey: [...keys.knowledgeInsights, "overview", days],
    queryFn: () => unwrap(api.GET("/api/v1/insights/knowledge", { params: { query: { days } } })),
    refetchInterval: ({ state }) => (isFresh(state.data?.as_of) ? false : AGAIN_MS),
  });
}

export function useDailyAnswers(days: number) {
  return useQuery({
    queryKey: [...keys.knowledgeInsights, "daily", days],
    queryFn: async ({ signal }) => {
      const params = { query: { days } };
      return (await unwrap(api.GET("/api/v1/insights/knowledge/daily", { params, signal }))).items;
    },
  });
}

function isFresh(asOf: string | null | undefined): boolean {
  return Boolean(asOf) && Date.now() - Date.parse(asOf ?? "") < FRESH_MS;
}

export function useArticleInsights(days: number, order: "most" | "never") {
  return usePages({
    queryKey: [...keys.knowledgeInsights, "articles", days, order],
    fetch: (page, signal) =>
      unwrap(
        api.GET("/api/v1/insights/knowledge/articles", {
          params: { query: { days, order, ...page } },
          signal,
        }),
      ),
  });
}

export function useMissedQuestions() {
  return usePages({
    queryKey: [...keys.knowledgeInsights, "missed"],
    fetch: (page, signal) =>
      unwrap(api.GET("/api/v1/insights/knowledge/questions", { params: { query: page }, signal })),
  });
}

export function useContradictions() {
  return usePages({
    queryKey: [...keys.knowledgeInsights, "contradictions"],
    pageSize: CONTRADICTIONS,
    fetch: (page, signal) =>
      unwrap(
        api.GET("/api/v1/insights/knowledge/contradictions", { params: { query: page }, signal }),
      ),
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

"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { fetchList, type ListQuery } from "@/shared/lists/query";
import { listUpdates } from "@/shared/lists/updates";
import { useLive } from "@/shared/live/LiveProvider";

/** How often to ask while the socket is away. */
const POLL_MS = 8_000;

/** A list, page by page. News reach it by shared/lists/updates.ts. */
export function useList(query: ListQuery | null) {
  return useInfiniteQuery({
    queryKey: keys.list(query ?? {}),
    queryFn: ({ pageParam }: { pageParam: string }) =>
      fetchList(query ?? {}, pageParam ? { after: pageParam } : {}),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Infinity,
    enabled: query !== null,
  });
}

export type List = ReturnType<typeof useList>;

/** While the socket is away, reads the beginning of what is shown now and then. */
export function usePolledLists(): void {
  const client = useQueryClient();
  const away = useLive().status !== "live";
  useEffect(() => {
    if (!away) return undefined;
    const timer = setInterval(() => void listUpdates(client).resync(), POLL_MS);
    return () => clearInterval(timer);
  }, [client, away]);
}

export function useCounts() {
  return useQuery({
    queryKey: keys.conversationCounts,
    queryFn: () => unwrap(api.GET("/api/v1/conversations/counts")),
  });
}

export function useViews() {
  return useQuery({
    queryKey: keys.views,
    queryFn: async () => (await unwrap(api.GET("/api/v1/views"))).items,
    staleTime: 60_000,
  });
}

export function useViewCounts(enabled: boolean) {
  return useQuery({
    queryKey: keys.viewCounts,
    queryFn: async () => (await unwrap(api.GET("/api/v1/views/counts"))).views,
    enabled,
  });
}

/** People and texts with these words. */
export function useSearch(text: string) {
  return useInfiniteQuery({
    queryKey: keys.search(text),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/conversations/search", {
          signal,
          params: { query: { q: text, limit: 30, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: text !== "",
  });
}

type Found = NonNullable<ReturnType<typeof useSearch>["data"]>["pages"][number];
export type FoundPerson = Found["people"][number];
export type FoundMessage = Found["items"][number];

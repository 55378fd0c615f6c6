"use client";

import { type QueryKey, useInfiniteQuery, type UseQueryResult } from "@tanstack/react-query";

/** A list as a table shows it, whether it is here as a whole or comes in pages. */
export interface List<T> {
  /** Undefined until the first of it is here. */
  rows: readonly T[] | undefined;
  error: unknown;
  retry: () => void;
  /** There is more than what is here. */
  more: boolean;
  loadMore: () => void;
  loadingMore: boolean;
  /** The rows are those of what was asked before. */
  stale: boolean;
  /** Every row there is, up to `MAX_EXPORT_ROWS`. */
  all: () => Promise<readonly T[]>;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

interface Asked {
  after?: string;
  limit: number;
}

interface PagesOptions<T> {
  queryKey: QueryKey;
  /** Asks for a page; spread `page` into the query. */
  fetch: (page: Asked, signal: AbortSignal | null) => Promise<Page<T>>;
  /** Rows that come at once. */
  pageSize?: number;
}

export const MAX_EXPORT_ROWS = 10_000;
const PAGE_SIZE = 50;
const EXPORT_PAGE_SIZE = 100;

/** A list that comes in pages, by the cursor that the server gives. */
export function usePages<T>({ queryKey, fetch, pageSize = PAGE_SIZE }: PagesOptions<T>): List<T> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetch(asked(pageParam, pageSize), signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<T>) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.items),
    error: query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
    stale: query.isPlaceholderData,
    all: () => allPages(fetch),
  };
}

/** A list that is here as a whole. */
export function wholeList<T>(query: UseQueryResult<readonly T[]>): List<T> {
  return {
    rows: query.data,
    error: query.error,
    retry: () => void query.refetch(),
    more: false,
    loadMore: () => undefined,
    loadingMore: false,
    stale: false,
    all: async () => query.data ?? [],
  };
}

/** What is asked for without what is empty. */
export function said<Q extends object>(query: Q): { [K in keyof Q]?: Exclude<Q[K], ""> } {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  return Object.fromEntries(given) as { [K in keyof Q]?: Exclude<Q[K], ""> };
}

async function allPages<T>(fetch: PagesOptions<T>["fetch"]): Promise<readonly T[]> {
  const rows: T[] = [];
  let after = "";
  do {
    const page = await fetch(asked(after, EXPORT_PAGE_SIZE), null);
    rows.push(...page.items);
    after = page.next ?? "";
  } while (after && rows.length < MAX_EXPORT_ROWS);
  return rows.slice(0, MAX_EXPORT_ROWS);
}

function asked(after: string, limit: number): Asked {
  return { limit, ...(after ? { after } : {}) };
}

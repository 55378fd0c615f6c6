"use client";

import { Button, EmptyState } from "@switchboard/ui";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";

import { Failed, LoadingRows } from "@/components/QueryView";
import { t } from "@/features/knowledge/texts";

interface MoreListProps<T> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;
  empty: { icon: ReactNode; title: string; description: string };
  children: (item: T) => ReactElement;
}

/** A list that loads its next page on demand; says what it is for while it is empty. */
export function MoreList<T>({ query, empty, children }: MoreListProps<T>): ReactElement {
  if (query.isError && !query.data) {
    return <Failed error={query.error} retry={() => void query.refetch()} />;
  }
  if (!query.data) return <LoadingRows rows={5} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState {...empty} />;
  return (
    <>
      <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {items.map(children)}
      </ul>
      {query.hasNextPage ? (
        <div className="mt-4 flex justify-center">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("common.loadMore")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

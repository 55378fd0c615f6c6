"use client";

import { Button, EmptyState } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { Failed, LoadingRows } from "@/components/QueryView";
import type { List } from "@/shared/lists/pages";
import { t } from "@/features/knowledge/texts";

interface MoreListProps<T> {
  list: List<T>;
  empty: { icon: ReactNode; title: string; description: string };
  children: (item: T) => ReactElement;
}

/** Texts to compare, which no table could hold; the next ones come on demand. */
export function MoreList<T>({ list, empty, children }: MoreListProps<T>): ReactElement {
  if (!list.rows) {
    return list.error ? <Failed error={list.error} retry={list.retry} /> : <LoadingRows rows={5} />;
  }
  const items = list.rows;
  if (items.length === 0) return <EmptyState {...empty} />;
  return (
    <>
      <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {items.map(children)}
      </ul>
      {list.more ? (
        <div className="mt-4 flex justify-center">
          <Button loading={list.loadingMore} onClick={list.loadMore}>
            {t("common.loadMore")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

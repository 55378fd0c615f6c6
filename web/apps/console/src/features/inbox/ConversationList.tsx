"use client";

import type { Conversation } from "@switchboard/api-client";
import { EmptyState, Spinner } from "@switchboard/ui";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Inbox, SearchX } from "lucide-react";
import { type ReactElement, useEffect, useMemo, useRef } from "react";

import { Failed, LoadingRows } from "@/components/QueryView";
import { t, tn } from "@/shared/t";

import { ConversationRow } from "./ConversationRow";
import { useConversationList } from "./queries";
import { inboxHref, type View } from "./views";

const ROW_HEIGHT = 88;
const ROWS_AHEAD = 8;

interface ConversationListProps {
  view: View;
  search: string;
  openId: string | null;
}

/** The conversations of a view, newest first; only the rows in sight are drawn. */
export function ConversationList({ view, search, openId }: ConversationListProps): ReactElement {
  const list = useConversationList(view, search);
  const items = useMemo(() => unique(list.data?.pages.flatMap((page) => page.items)), [list.data]);

  if (list.isError && !list.data) {
    return (
      <div className="p-4">
        <Failed error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  }
  if (!list.data) {
    return (
      <div className="p-4">
        <LoadingRows rows={8} />
      </div>
    );
  }
  return (
    <>
      <p role="status" className="visually-hidden">
        {tn("inbox.listed", items.length)}
      </p>
      {items.length === 0 ? (
        <EmptyList view={view} search={search} />
      ) : (
        <Rows
          items={items}
          view={view}
          openId={openId}
          loadingMore={list.isFetchingNextPage}
          onNearEnd={() => {
            if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
          }}
        />
      )}
    </>
  );
}

interface RowsProps {
  items: readonly Conversation[];
  view: View;
  openId: string | null;
  loadingMore: boolean;
  onNearEnd: () => void;
}

function Rows({ items, view, openId, loadingMore, onNearEnd }: RowsProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  // The virtualizer changes behind its stable identity; nothing of it is handed to memoised parts.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: ROWS_AHEAD,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const lastShown = rows.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= items.length - ROWS_AHEAD) onNearEnd();
  });
  return (
    <div ref={box} className="scroll-pane min-h-0 flex-1 px-2 pb-2">
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (!item) return null;
          return (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <ConversationRow
                conversation={item}
                href={inboxHref(view, item.id)}
                open={item.id === openId}
              />
            </li>
          );
        })}
      </ul>
      {loadingMore ? (
        <div className="flex justify-center p-3">
          <Spinner label={t("common.loading")} />
        </div>
      ) : null}
    </div>
  );
}

function EmptyList({ view, search }: { view: View; search: string }): ReactElement {
  return (
    <div className="grid flex-1 place-items-center px-4">
      {search ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("inbox.nothingFound")}
          description={t("inbox.nothingFoundDetail", { query: search })}
        />
      ) : (
        <EmptyState
          icon={<Inbox aria-hidden />}
          title={t(`inbox.empty.${view}`)}
          description={t(`inbox.emptyDetail.${view}`)}
        />
      )}
    </div>
  );
}

/** A conversation that moved between two page loads may come twice; the first place is the newer. */
function unique(items: readonly Conversation[] = []): Conversation[] {
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed();
}

"use client";

import type { Conversation } from "@switchboard/api-client";
import { Button, EmptyState, Skeleton, Spinner } from "@switchboard/ui";
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { FilterX, Inbox } from "lucide-react";
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from "react";

import { Failed } from "@/components/QueryView";
import { useCan } from "@/shared/session/me";
import { t, tn } from "@/features/inbox/texts";

import { inboxHref, isBuiltIn, type Place } from "../views";
import { ConversationRow } from "./ConversationRow";
import { type Selection, stretched, toggled } from "./selection";
import type { List } from "./useList";

const ROW_HEIGHT = 88;
const ROWS_AHEAD = 8;
/** Pages that are read on their own while a filter finds little: further back only when asked to. */
const PAGES_ALONE = 5;
const FEW = 20;

interface ConversationListProps {
  list: List;
  items: readonly Conversation[];
  place: Place;
  /** The view does not exist any more. */
  gone: boolean;
  openId: string | null;
  selection: Selection;
  choosing: boolean;
  onSelect: (change: (selection: Selection) => Selection) => void;
}

/** The conversations of a view; only the rows in sight are drawn. */
export function ConversationList(props: ConversationListProps): ReactElement {
  const { list, items, place } = props;
  useFill(list, items.length);
  if (props.gone) {
    return (
      <Centered>
        <EmptyState
          icon={<FilterX aria-hidden />}
          title={t("list.viewGone")}
          description={t("list.viewGoneDetail")}
        />
      </Centered>
    );
  }
  if (list.isError && !list.data) {
    return (
      <div className="p-4">
        <Failed error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  }
  if (!list.data) return <LoadingList />;
  return (
    <>
      <p role="status" className="visually-hidden">
        {tn("inbox.listed", items.length)}
      </p>
      {items.length === 0 ? <EmptyList list={list} view={place.view} /> : <Rows {...props} />}
    </>
  );
}

/** A filter that no index serves gives short pages: a screen is filled with several, but not without end. */
function useFill(list: List, count: number): void {
  const { hasNextPage, isFetching, fetchNextPage, data } = list;
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (count < FEW && pages > 0 && pages < PAGES_ALONE && hasNextPage && !isFetching) {
      void fetchNextPage();
    }
  }, [count, pages, hasNextPage, isFetching, fetchNextPage]);
}

function Rows(props: ConversationListProps): ReactElement {
  const { list, items, place, openId, selection, choosing, onSelect } = props;
  const canChoose = useCan("conversations.write");
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
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const nearEnd = items.length >= FEW && lastShown >= items.length - ROWS_AHEAD;
  useEffect(() => {
    if (nearEnd && hasNextPage && !isFetching) void fetchNextPage();
  }, [nearEnd, hasNextPage, isFetching, fetchNextPage]);

  const select = (id: string, stretch: boolean) => {
    const order = items.map((item) => item.id);
    onSelect((now) => (stretch ? stretched(now, id, order) : toggled(now, id)));
  };
  return (
    <div ref={box} className="scroll-pane min-h-0 flex-1 px-2 pb-2">
      {/* The keys work on the row that has the focus; each row is a link of its own. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        className="relative"
        style={{ height: rows.getTotalSize() }}
        onKeyDown={(event) => onKey(event, rows, items, canChoose ? select : null)}
      >
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
                href={inboxHref(place, item.id)}
                open={item.id === openId}
                chosen={selection.ids.has(item.id)}
                choosing={choosing}
                {...(canChoose ? { onSelect: select } : {})}
              />
            </li>
          );
        })}
      </ul>
      <ListEnd list={list} few={items.length < FEW} />
    </div>
  );
}

type Rows_ = Virtualizer<HTMLDivElement, Element>;

/** J and K (or the arrows) move from row to row, X chooses, Shift+X chooses a stretch. */
function onKey(
  event: KeyboardEvent<HTMLUListElement>,
  rows: Rows_,
  items: readonly Conversation[],
  select: ((id: string, stretch: boolean) => void) | null,
): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const row = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
  const index = Number(row?.dataset["index"]);
  const item = items[index];
  if (!row || !item) return;
  const step = STEPS[event.code] ?? 0;
  if (step) {
    event.preventDefault();
    focusRow(rows, index + step, event.currentTarget);
  } else if (event.code === "KeyX" && select) {
    event.preventDefault();
    select(item.id, event.shiftKey);
  }
}

const STEPS: Record<string, number> = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };

function focusRow(rows: Rows_, index: number, list: HTMLElement): void {
  rows.scrollToIndex(index);
  const drawn = () => list.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  const row = drawn();
  // At once if it can be, as the next key may follow at once; else it has to be drawn first.
  if (row) row.focus();
  else requestAnimationFrame(() => drawn()?.focus());
}

function ListEnd({ list, few }: { list: List; few: boolean }): ReactElement | null {
  if (list.isFetchingNextPage) {
    return (
      <div className="flex justify-center p-3">
        <Spinner label={t("common.loading")} />
      </div>
    );
  }
  if (list.isFetchNextPageError) {
    return (
      <div className="p-2">
        <Failed error={list.error} retry={() => void list.fetchNextPage()} />
      </div>
    );
  }
  if (!few || !list.hasNextPage) return null;
  return (
    <div className="flex justify-center p-3">
      <Button size="sm" onClick={() => void list.fetchNextPage()}>
        {t("list.lookFurther")}
      </Button>
    </div>
  );
}

function EmptyList({ list, view }: { list: List; view: string }): ReactElement {
  if (list.isFetchingNextPage) {
    return (
      <Centered>
        <Spinner label={t("list.looking")} />
      </Centered>
    );
  }
  if (list.hasNextPage) {
    return (
      <Centered>
        <EmptyState
          icon={<FilterX aria-hidden />}
          title={t("list.lookedFar")}
          action={
            <Button onClick={() => void list.fetchNextPage()}>{t("list.lookFurther")}</Button>
          }
        />
      </Centered>
    );
  }
  return (
    <Centered>
      {isBuiltIn(view) ? (
        <EmptyState
          icon={<Inbox aria-hidden />}
          title={t(`inbox.empty.${view}`)}
          description={t(`inbox.emptyDetail.${view}`)}
        />
      ) : (
        <EmptyState
          icon={<FilterX aria-hidden />}
          title={t("list.emptyFilter")}
          description={t("list.emptyFilterDetail")}
        />
      )}
    </Centered>
  );
}

function Centered({ children }: { children: ReactElement }): ReactElement {
  return <div className="grid flex-1 place-items-center px-4">{children}</div>;
}

/** Grey rows in the shape of what comes. */
export function LoadingList({ rows = 8 }: { rows?: number }): ReactElement {
  return (
    <div role="status" aria-label={t("common.loading")} className="flex flex-col px-2">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex gap-3 px-3 py-3">
          <Skeleton width={36} height={36} round />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton width={`${60 - ((index * 13) % 25)}%`} />
            <Skeleton width={`${90 - ((index * 17) % 30)}%`} height={10} />
            <Skeleton width={`${40 - ((index * 7) % 20)}%`} height={10} />
          </div>
        </div>
      ))}
    </div>
  );
}

"use client";

import dynamic from "next/dynamic";
import { type ReactElement, useMemo, useState } from "react";

import { itemsOf } from "@/shared/lists/state";
import { t } from "@/features/inbox/texts";
import { useSettled } from "@/shared/useSettled";

import { type Place, queryOf } from "../views";
import type { AskedOfAll } from "./AllThatFitDialog";
import { ConversationList } from "./ConversationList";
import { ListHeader, SearchBox } from "./ListHeader";
import { all, MOST_CHOSEN, NOTHING, remaining, type Selection } from "./selection";
import { useList, usePolledLists, useViews } from "./useList";
import { nameOf, useViewGroups } from "./ViewLinks";
import { ViewSidebar, ViewStrip } from "./ViewSidebar";

const AllThatFitDialog = dynamic(
  async () => (await import("./AllThatFitDialog")).AllThatFitDialog,
  { loading: () => null },
);
const BulkBar = dynamic(async () => (await import("./BulkBar")).BulkBar, { loading: () => null });
const FilterDialog = dynamic(async () => (await import("./FilterDialog")).FilterDialog, {
  loading: () => null,
});
const SearchResults = dynamic(async () => (await import("./SearchResults")).SearchResults, {
  loading: () => null,
});

interface ListPaneProps {
  place: Place;
  openId: string | null;
  /** The `seq` at which it is open, if not at its end. */
  openAt: number | null;
}

/** The views at the left of a wide desk; beside them search, and the list that a view leads to. */
export function ListPane({ place, openId, openAt }: ListPaneProps): ReactElement {
  const [text, setText] = useState("");
  const search = useSettled(text.trim());
  const [filtering, setFiltering] = useState(false);
  const [asked, setAsked] = useState<AskedOfAll | null>(null);
  const groups = useViewGroups();
  const views = useViews();
  const query = useMemo(() => queryOf(place, views.data), [place, views.data]);
  const list = useList(query);
  const items = useMemo(() => itemsOf(list.data), [list.data]);
  const order = useMemo(() => items.map(({ id }) => id), [items]);
  const selection = useSelection(JSON.stringify([place, search]), order);
  usePolledLists();

  return (
    <>
      <ViewSidebar groups={groups} current={place.view} onNew={() => setFiltering(true)} />
      <div className="flex h-full min-w-0 flex-1 flex-col bg-surface md:w-80 md:flex-none md:border-r md:border-line lg:w-92">
        <header className="flex flex-col gap-2 px-4 pt-3 pb-2">
          <SearchBox value={text} onChange={setText} />
          {search ? (
            <p className="text-sm text-muted">{t("inbox.searchEverywhere")}</p>
          ) : (
            <>
              <ViewStrip groups={groups} current={place.view} />
              <ListHeader
                saved={groups.saved}
                title={nameOf(groups, place.view) ?? ""}
                place={place}
                query={query}
                choosing={selection.choosing}
                onChoose={selection.setChoosing}
                onFilter={() => setFiltering(true)}
              />
            </>
          )}
        </header>
        {selection.now.ids.size > 0 && !search ? (
          <BulkBar
            items={items.filter(({ id }) => selection.now.ids.has(id))}
            rest={list.hasNextPage ? query : null}
            allChosen={selection.now.ids.size === Math.min(order.length, MOST_CHOSEN)}
            onAll={() => selection.set((now) => all(now, order))}
            onAllThatFit={setAsked}
            onDone={selection.clear}
          />
        ) : null}
        {search ? (
          <SearchResults text={search} {...{ openId, openAt, place }} />
        ) : (
          <ConversationList
            list={list}
            items={items}
            place={place}
            gone={query === null && views.isSuccess}
            openId={openId}
            selection={selection.now}
            choosing={selection.choosing || selection.now.ids.size > 0}
            onSelect={selection.set}
          />
        )}
      </div>
      {asked ? (
        <AllThatFitDialog
          {...asked}
          onClose={(begun) => {
            setAsked(null);
            if (begun) selection.clear();
          }}
        />
      ) : null}
      {filtering ? (
        <FilterDialog {...(query ? { query } : {})} onClose={() => setFiltering(false)} />
      ) : null}
    </>
  );
}

interface Chosen {
  listKey: string;
  selection: Selection;
  choosing: boolean;
}

/** What is chosen in the list; nothing any more when another list is shown. */
function useSelection(listKey: string, order: readonly string[]) {
  const nothing: Chosen = { listKey, selection: NOTHING, choosing: false };
  const [kept, setKept] = useState(nothing);
  const { selection, choosing } = kept.listKey === listKey ? kept : nothing;
  const now = useMemo(() => remaining(selection, order), [selection, order]);
  return {
    now,
    choosing,
    set: (change: (selection: Selection) => Selection) =>
      setKept({ listKey, selection: change(now), choosing }),
    clear: () => setKept(nothing),
    setChoosing: (on: boolean) => setKept({ listKey, selection: on ? now : NOTHING, choosing: on }),
  };
}

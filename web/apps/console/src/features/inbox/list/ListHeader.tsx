"use client";

import { IconButton, Menu, type MenuItem } from "@switchboard/ui";
import {
  ArrowDownWideNarrow,
  Check,
  Ellipsis,
  ListFilter,
  MessageSquareText,
  Search,
  SquareCheck,
  Tags,
  X,
} from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactElement } from "react";

import { hasAllOrders, type ListQuery } from "@/shared/lists/query";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";
import { href } from "@/shared/routes";

import { inboxHref, type Place, SORTS } from "../views";
import type { ViewEntry } from "./ViewLinks";
import { ViewMenu } from "./ViewMenu";

interface ListHeaderProps {
  title: string;
  saved: readonly ViewEntry[];
  place: Place;
  query: ListQuery | null;
  choosing: boolean;
  onChoose: (choosing: boolean) => void;
  onFilter: () => void;
}

/** Which list it is, in which order; the ways to filter it and to choose from it. */
export function ListHeader(props: ListHeaderProps): ReactElement {
  const canWrite = useCan("conversations.write");
  const view = props.saved.find(({ key }) => key === props.place.view)?.saved;
  return (
    <div className="flex min-h-9 items-center gap-0.5">
      <h2 className="min-w-0 truncate text-base font-semibold tracking-tight">{props.title}</h2>
      {view ? <ViewMenu view={view} views={props.saved} className="xl:hidden" /> : null}
      <span className="flex-1" />
      {canWrite ? (
        <IconButton
          label={t("list.selectMany")}
          size="sm"
          aria-pressed={props.choosing}
          onClick={() => props.onChoose(!props.choosing)}
        >
          <SquareCheck size={16} aria-hidden />
        </IconButton>
      ) : null}
      <IconButton label={t("list.filter")} size="sm" onClick={props.onFilter}>
        <ListFilter size={16} aria-hidden />
      </IconButton>
      <SortMenu place={props.place} query={props.query} />
      <MoreMenu />
    </div>
  );
}

/** What stands at the foot of the sidebar, where there is none. */
function MoreMenu(): ReactElement {
  const router = useRouter();
  return (
    <span className="xl:hidden">
      <Menu
        trigger={
          <IconButton label={t("list.more")} size="sm">
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
        items={[
          {
            label: t("list.manageLabels"),
            icon: <Tags size={16} aria-hidden />,
            onSelect: () => router.push(href("labels")),
          },
          {
            label: t("list.canned"),
            icon: <MessageSquareText size={16} aria-hidden />,
            onSelect: () => router.push(href("cannedResponses")),
          },
        ]}
      />
    </span>
  );
}

function SortMenu({ place, query }: Pick<ListHeaderProps, "place" | "query">): ReactElement {
  const router = useRouter();
  const now = query?.sort ?? "newest";
  const items = SORTS.map((sort): MenuItem => ({
    label: t(`list.sort.${sort}`),
    icon: sort === now ? <Check size={16} aria-hidden /> : <span />,
    disabled: !hasAllOrders(query ?? {}) && (sort === "waiting" || sort === "priority"),
    onSelect: () => router.replace(inboxHref({ ...place, sort }), { scroll: false }),
  }));
  return (
    <Menu
      trigger={
        <IconButton label={`${t("list.sort")}: ${t(`list.sort.${now}`)}`} size="sm">
          <ArrowDownWideNarrow size={16} aria-hidden />
        </IconButton>
      }
      items={[{ heading: t("list.sort") }, ...items]}
    />
  );
}

export function SearchBox({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  return (
    <div className="relative">
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-faint"
      />
      <input
        type="text"
        role="searchbox"
        aria-label={t("inbox.search")}
        placeholder={t("inbox.search")}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onChange("");
        }}
        className="sb-input w-full"
        style={{ paddingInline: "2.25rem" }}
      />
      {value ? (
        <IconButton
          label={t("inbox.clearSearch")}
          size="sm"
          className="absolute top-1/2 right-1 -translate-y-1/2"
          onClick={() => onChange("")}
        >
          <X size={14} aria-hidden />
        </IconButton>
      ) : null}
    </div>
  );
}

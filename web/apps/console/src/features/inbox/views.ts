import type { View as SavedView } from "@switchboard/api-client";
import {
  AlarmClock,
  AtSign,
  CircleCheck,
  Hourglass,
  Inbox,
  type LucideIcon,
  Sparkles,
  UserRound,
} from "lucide-react";

import type { Filter, ListQuery, Sort } from "@/shared/lists/query";
import { hasAllOrders, said } from "@/shared/lists/query";
import type { MessageKey } from "@/features/inbox/texts";
import { href } from "@/shared/routes";

/** The views that everybody has, in their order. */
export const VIEWS = [
  "mine",
  "waiting",
  "mentioned",
  "assistant",
  "open",
  "snoozed",
  "resolved",
] as const;
export type BuiltIn = (typeof VIEWS)[number];

export const FILTERS: Record<BuiltIn, Partial<Filter>> = {
  mine: { status: "open", assignee: "me" },
  waiting: { status: "open", assignee: "waiting" },
  mentioned: { status: "open", mentioned: true },
  assistant: { status: "open", assignee: "assistant" },
  open: { status: "open" },
  snoozed: { status: "snoozed" },
  resolved: { status: "resolved" },
};

export const ICONS: Record<BuiltIn, LucideIcon> = {
  mine: UserRound,
  waiting: Hourglass,
  mentioned: AtSign,
  assistant: Sparkles,
  open: Inbox,
  snoozed: AlarmClock,
  resolved: CircleCheck,
};

export const SORTS = ["newest", "oldest", "waiting", "priority"] as const satisfies Sort[];

/** What stands in the address of the inbox: a view by its name or id, an own filter, an order. */
export interface Place {
  /** A built-in view's name; or the id of a saved view, a team or a label; or "filter". */
  view: string;
  filter?: string | null;
  sort?: string | null;
}

export function isBuiltIn(view: string): view is BuiltIn {
  return VIEWS.some((known) => known === view);
}

export function viewOf(value: string | null): string {
  return value || "mine";
}

export function viewLabel(view: BuiltIn): MessageKey {
  return `inbox.view.${view}`;
}

export function placeOf(params: URLSearchParams): Place {
  return { view: viewOf(params.get("view")), filter: params.get("f"), sort: params.get("sort") };
}

/** The `seq` that an address opens its conversation at; null when it opens at its end. */
export function seqOf(value: string | null): number | null {
  return value && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

/** The address of a place, of a conversation inside it, and of what was said there. */
export function inboxHref(place: Place | string, conversationId?: string, at?: number): string {
  const { view, filter, sort } = typeof place === "string" ? { view: place } : place;
  const query = new URLSearchParams({ view });
  if (filter) query.set("f", filter);
  if (sort) query.set("sort", sort);
  if (conversationId) query.set("c", conversationId);
  if (conversationId && at) query.set("at", String(at));
  return href("inbox", query);
}

/** A filter of one's own, as the address carries it. */
export function filterPlace(query: ListQuery): Place {
  const { sort, ...filter } = said(query);
  return { view: "filter", filter: JSON.stringify(filter), sort: sort ?? null };
}

/** What a place lists; null while a saved view is not known yet, or any more. */
export function queryOf(place: Place, saved: readonly SavedView[] | undefined): ListQuery | null {
  const filter = filterOf(place, saved);
  if (!filter) return null;
  const own = saved?.find((view) => view.id === place.view)?.sort;
  const sort = SORTS.find((known) => known === place.sort) ?? own ?? "newest";
  const query = said(filter);
  return sort === "newest" || (!hasAllOrders(query) && sort !== "oldest")
    ? query
    : { ...query, sort };
}

function filterOf(
  { view, filter }: Place,
  saved: readonly SavedView[] | undefined,
): Partial<Filter> | null {
  if (isBuiltIn(view)) return FILTERS[view];
  if (view === "filter") return parsed(filter);
  if (view.startsWith("team_")) return { status: "open", assignee: view };
  if (view.startsWith("lbl_")) return { status: "open", label_id: [view] };
  return saved?.find((known) => known.id === view)?.filter ?? null;
}

function parsed(filter: string | null | undefined): Partial<Filter> {
  try {
    const value: unknown = JSON.parse(filter ?? "{}");
    return typeof value === "object" && value !== null ? (value as Partial<Filter>) : {};
  } catch {
    return {};
  }
}

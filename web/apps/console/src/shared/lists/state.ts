import type { InfiniteData } from "@tanstack/react-query";

import type { Item, ListPage, ListQuery } from "./query";

/** A list as the cache holds it: the pages that were read so far. */
export type ListData = InfiniteData<ListPage>;

const RANK = { none: 0, low: 1, normal: 2, high: 3, urgent: 4 } as const;

type Compare = (a: Item, b: Item) => number;

/** Below zero when `a` stands before `b`: the server's order, said once more. */
export function order(query: ListQuery): Compare {
  const newest: Compare = (a, b) =>
    time(b.last_activity_at) - time(a.last_activity_at) || text(b.id, a.id);
  switch (query.sort) {
    case "oldest":
      return (a, b) => newest(b, a);
    case "waiting":
      return (a, b) => waiting(a, b) || (a.waiting_since ? text(a.id, b.id) : newest(a, b));
    case "priority":
      return (a, b) => RANK[b.priority] - RANK[a.priority] || newest(a, b);
    default:
      return newest;
  }
}

function waiting(a: Item, b: Item): number {
  const since = (item: Item) => (item.waiting_since ? time(item.waiting_since) : Infinity);
  return since(a) === since(b) ? 0 : since(a) - since(b);
}

function time(iso: string): number {
  return Date.parse(iso);
}

function text(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Every item once, in the order of the pages: one that moved between two readings may come twice. */
export function itemsOf(data: ListData | undefined): Item[] {
  const all = data?.pages.flatMap((page) => page.items) ?? [];
  return [...new Map(all.toReversed().map((item) => [item.id, item])).values()].toReversed();
}

/**
 * The list after some conversations changed: those that fit come to their place, the others leave.
 *
 * What would stand behind all that was read so far comes with a later page, if there is one.
 */
export function patched(
  data: ListData,
  query: ListQuery,
  changed: ReadonlySet<string>,
  fitting: readonly Item[],
): ListData {
  const before = order(query);
  const last = itemsOf(data).at(-1);
  const kept = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((item) => !changed.has(item.id)),
  }));
  const whole = kept.at(-1)?.next === null;
  const wasRead = (item: Item) => whole || (last !== undefined && before(item, last) <= 0);
  for (const item of fitting) put(kept, item, before, wasRead(item));
  return { ...data, pages: kept };
}

function put(pages: ListPage[], item: Item, before: Compare, wasRead: boolean): void {
  const found = pages.findIndex((page) => page.items.some((other) => before(item, other) < 0));
  const page = found >= 0 ? pages[found] : wasRead ? pages.at(-1) : undefined;
  if (!page) return;
  const at = page.items.findIndex((other) => before(item, other) < 0);
  page.items = page.items.toSpliced(at < 0 ? page.items.length : at, 0, item);
}

/** The list after its first page was read again; later pages stay as they are. */
export function withFirst(data: ListData | undefined, query: ListQuery, first: ListPage): ListData {
  const alone = { pages: [first], pageParams: [""] };
  const last = first.items.at(-1);
  if (!data || data.pages.length < 2 || first.next === null || !last) return alone;
  const fresh = new Set(first.items.map((item) => item.id));
  const before = order(query);
  const older = data.pages.map((page, index) => ({
    ...page,
    items: page.items.filter((item) => !fresh.has(item.id) && before(last, item) < 0),
    next: (index === 0 ? first.next : page.next) ?? null,
  }));
  const [rest, ...later] = older;
  const joined = {
    items: [...first.items, ...(rest?.items ?? [])],
    next: data.pages[0]?.next ?? null,
  };
  return { pages: [joined, ...later], pageParams: data.pageParams };
}

/** Whether nothing is left of what was read, while more may follow. */
export function isEmptyBeginning(data: ListData): boolean {
  return data.pages.every((page) => page.items.length === 0) && data.pages.at(-1)?.next !== null;
}

/** Only what was read first: enough to show at once, and cheap to read again. */
export function firstOnly(data: ListData): ListData {
  return { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
}

/** The list with some items changed where they stand, or taken away (null). */
export function mapped(data: ListData, change: (item: Item) => Item | null): ListData {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map(change).filter((item) => item !== null),
  }));
  return { ...data, pages };
}

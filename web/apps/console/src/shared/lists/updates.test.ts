import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { keys } from "../keys";
import type { Item, ListPage, ListQuery } from "./query";
import { itemsOf, type ListData } from "./state";
import { ListUpdates } from "./updates";

type Asked = { ids?: string[] };
const QUERY: ListQuery = { status: "open" };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function item(id: string): Item {
  return { id, last_activity_at: "2026-01-01T00:00:00Z", priority: "none" } as Item;
}

function setUp(answer: (asked: Asked) => ListPage) {
  const client = new QueryClient();
  const fetch = vi.fn(async (_query: ListQuery, asked: Asked) => answer(asked));
  client.setQueryData(keys.list(QUERY), {
    pages: [{ items: [item("a")], next: null }],
    pageParams: [""],
  });
  const observer = new InfiniteQueryObserver(client, {
    queryKey: keys.list(QUERY),
    queryFn: () => answer({}),
    initialPageParam: "",
    getNextPageParam: () => undefined,
    staleTime: Infinity,
  });
  const unsubscribe = observer.subscribe(() => undefined);
  const ids = () => itemsOf(client.getQueryData<ListData>(keys.list(QUERY))).map(({ id }) => id);
  return { client, fetch, updates: new ListUpdates(client, fetch), ids, unsubscribe };
}

describe("news of conversations", () => {
  it("are asked about together, and patched in", async () => {
    const { fetch, updates, ids } = setUp(() => ({ items: [item("b")], next: null }));
    updates.changed("a");
    updates.changed("b");
    await vi.advanceTimersByTimeAsync(100);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch.mock.calls[0]?.[1].ids).toEqual(["a", "b"]);
    expect(ids()).toEqual(["b"]);
  });

  it("brings back what is in the list again when nothing of it was left to stand beside", async () => {
    let open: string[] = [];
    const { client, updates, ids } = setUp(({ ids: asked }) => ({
      items: open.filter((id) => !asked || asked.includes(id)).map(item),
      next: null,
    }));
    client.setQueryData(keys.list(QUERY), {
      pages: [{ items: [item("a"), item("b")], next: "behind b" }],
      pageParams: [""],
    });
    updates.changed("a", "b");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ids()).toEqual([]);
    open = ["b"];
    updates.changed("b");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ids()).toEqual(["b"]);
  });

  it("a burst of a hundred a second costs about a request a second", async () => {
    const { fetch, updates } = setUp(() => ({ items: [], next: null }));
    for (let number = 0; number < 300; number += 1) {
      updates.changed(`c${number % 120}`);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect(fetch.mock.calls.length).toBeLessThanOrEqual(5);
    const asked = new Set(fetch.mock.calls.flatMap(([, { ids }]) => ids ?? []));
    expect(asked.size).toBe(120);
  });

  it("one that fails is no reason to stop", async () => {
    let broken = true;
    const { updates, ids } = setUp(() => {
      if (broken) throw new Error("away");
      return { items: [item("b")], next: null };
    });
    updates.changed("a");
    await vi.advanceTimersByTimeAsync(100);
    expect(ids()).toEqual(["a"]);
    broken = false;
    updates.changed("a");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ids()).toEqual(["b"]);
  });

  it("cost a list that nobody sees nothing", async () => {
    const { client, fetch, updates, unsubscribe } = setUp(() => ({ items: [], next: null }));
    unsubscribe();
    updates.changed("a");
    await vi.advanceTimersByTimeAsync(100);
    expect(fetch).not.toHaveBeenCalled();
    expect(client.getQueryState(keys.list(QUERY))?.isInvalidated).toBe(true);
  });
});

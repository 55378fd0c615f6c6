import { describe, expect, it } from "vitest";

import type { Item, ListPage, ListQuery } from "./query";
import { firstOnly, itemsOf, type ListData, patched, withFirst } from "./state";

const base = Date.parse("2026-01-01T00:00:00Z");

function item(id: string, minute: number, more: Partial<Item> = {}): Item {
  const at = new Date(base + minute * 60_000).toISOString();
  return { id, last_activity_at: at, priority: "none", waiting_since: null, ...more } as Item;
}

function list(...pages: (readonly [Item[], string | null])[]): ListData {
  return {
    pages: pages.map(([items, next]): ListPage => ({ items, next })),
    pageParams: pages.map((_, index) => (index ? "x" : "")),
  };
}

const ids = (data: ListData) =>
  itemsOf(data)
    .map(({ id }) => id)
    .join("");
const [a, b, c, d] = [item("a", 40), item("b", 30), item("c", 20), item("d", 10)];

describe("a list after news", () => {
  const two = list([[a, b], "n1"], [[c, d], "n2"]);
  const after = (changed: string, fitting: Item[], query: ListQuery = {}, data = two) =>
    ids(patched(data, query, new Set(changed), fitting));

  it("brings what moved to its place, and takes away what fits no more", () => {
    expect(after("d", [item("d", 50)])).toBe("dabc");
    expect(after("b", [])).toBe("acd");
    expect(after("xb", [item("x", 25), item("b", 45)])).toBe("baxcd");
  });

  it("leaves to a later page what stands behind everything that was read", () => {
    expect(after("a", [item("a", 1)])).toBe("bcd");
    expect(after("a", [item("a", 1)], {}, list([[a, b], "n1"], [[c, d], null]))).toBe("bcda");
    expect(after("x", [item("x", 1)], {}, list([[], null]))).toBe("x");
  });

  it("keeps what stays where it was, though nothing beside it was left as it was", () => {
    expect(after("abcd", [a, b, c, d])).toBe("abcd");
    expect(after("cd", [c, d])).toBe("abcd");
    expect(after("d", [item("d", 50), item("x", 15)])).toBe("dabcx");
  });

  it("keeps the server's other orders", () => {
    const wait = (id: string, minute: number) =>
      item(id, minute, { waiting_since: new Date(base + minute).toISOString() });
    const waiting = list([[wait("a", 1), wait("b", 3), item("z", 9)], null]);
    expect(after("c", [wait("c", 2)], { sort: "waiting" }, waiting)).toBe("acbz");
    expect(after("y", [item("y", 10)], { sort: "waiting" }, waiting)).toBe("abyz");
    const urgent = list([[item("u", 1, { priority: "urgent" }), item("n", 9)], null]);
    expect(after("l", [item("l", 0, { priority: "low" })], { sort: "priority" }, urgent)).toBe(
      "uln",
    );
    expect(after("o", [item("o", 15)], { sort: "oldest" }, list([[d, c], null]))).toBe("doc");
  });

  it("does not change what it was given", () => {
    after("ab", [item("b", 99)]);
    expect(ids(two)).toBe("abcd");
  });
});

describe("a first page that was read again", () => {
  it("takes the place of the old one, and of what it overtook", () => {
    const old = list([[a, b], "n1"], [[c, d], "n2"]);
    const first = { items: [item("e", 60), item("c", 50)], next: "n3" };
    // b stands behind the new page's last row and stays; what would stand before it is gone.
    expect(ids(withFirst(old, {}, first))).toBe("ecabd");
    expect(ids(withFirst(old, {}, { items: [item("e", 60), item("z", 15)], next: "n3" }))).toBe(
      "ezd",
    );
  });

  it("is the whole list when nothing follows it", () => {
    const old = list([[a, b], "n1"], [[c, d], "n2"]);
    expect(ids(withFirst(old, {}, { items: [c], next: null }))).toBe("c");
    expect(ids(withFirst(undefined, {}, { items: [c], next: null }))).toBe("c");
  });
});

it("an item that is in two pages is shown once, where it is newer", () => {
  expect(ids(list([[b, a], "n"], [[a, c], null]))).toBe("bac");
  expect(ids(firstOnly(list([[a], "n"], [[b], null])))).toBe("a");
});

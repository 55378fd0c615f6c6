import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toRows } from "./rows";
import { ana, assistant, entry } from "./samples";

const kinds = (rows: ReturnType<typeof toRows>): string[] => rows.map((row) => row.kind);

describe("toRows", () => {
  it("puts messages of one author into a group, and begins another after five minutes", () => {
    const later = new Date(Date.UTC(2026, 0, 5, 10, 9)).toISOString();
    const rows = toRows([entry(1), entry(2), entry(3, { created_at: later })], [], "member");
    expect(kinds(rows)).toEqual(["day", "group", "group"]);
    expect(rows[1]).toMatchObject({ messages: [{ key: "msg_1" }, { key: "msg_2" }] });
  });

  it("separates authors, notes and events", () => {
    const rows = toRows(
      [
        entry(1, { author: ana }),
        entry(2, { author: ana, kind: "note" }),
        entry(3, { kind: "event", event: { type: "joined" } }),
        entry(4, { author: assistant }),
      ],
      [],
      "member",
    );
    expect(kinds(rows)).toEqual(["day", "group", "group", "event", "group"]);
  });

  it("knows whose side the viewer is on", () => {
    const entries = [entry(1), entry(2, { author: assistant })];
    const own = (viewer: "contact" | "member") =>
      toRows(entries, [], viewer).flatMap((row) => (row.kind === "group" ? [row.own] : []));
    expect(own("contact")).toEqual([true, false]);
    expect(own("member")).toEqual([false, true]);
  });

  it("keeps the key of a pending message when its entry arrives, and shows it once", () => {
    const pending = {
      id: "c1",
      text: "hi",
      created_at: entry(2).created_at,
      state: "sending",
    } as const;
    const before = toRows([entry(1)], [pending], "contact");
    const after = toRows([entry(1), entry(2, { client_id: "c1" })], [pending], "contact");
    const keys = (rows: typeof before) =>
      rows.flatMap((row) => (row.kind === "group" ? row.messages.map(({ key }) => key) : []));
    expect(keys(before)).toEqual(["msg_1", "c1"]);
    expect(keys(after)).toEqual(["msg_1", "c1"]);
  });

  it("shows each day once, in order, when a message was written before the one above it", () => {
    const at = (day: number) => new Date(2026, 0, day, 12).toISOString();
    const entries = [5, 6, 5, 6, 7].map((day, index) => entry(index + 1, { created_at: at(day) }));
    const days = toRows(entries, [], "member").flatMap((row) =>
      row.kind === "day" ? [row.date.getDate()] : [],
    );
    expect(days).toEqual([5, 6, 7]);
  });

  it("shows every message once, in order, with unique keys, whatever the authors and days", () => {
    const author = fc.constantFrom(ana, assistant, { kind: "contact", id: "con_1" } as const);
    const items = fc.array(fc.record({ author, hours: fc.integer({ min: 0, max: 80 }) }));
    fc.assert(
      fc.property(items, (drawn) => {
        const entries = drawn.map(({ author: who, hours }, index) =>
          entry(index + 1, {
            author: who,
            created_at: new Date(Date.UTC(2026, 0, 1, hours)).toISOString(),
          }),
        );
        const rows = toRows(entries, [], "member");
        const shown = rows.flatMap((row) => (row.kind === "group" ? row.messages : []));
        expect(shown.map(({ entry: shownEntry }) => shownEntry)).toEqual(entries);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";

import { actOnAll, inverse } from "./allThatFit";

const refused = (id: string) => ({ id, status: "failed", detail: "It is resolved already." });
const parts = new Map([
  ["first", { items: [{ id: "a", status: "done" }, refused("b")], next: "second" }],
  ["second", { items: [], next: "third" }],
  ["third", { items: [{ id: "c", status: "done" }, refused("d")], next: null }],
]);
const ask = async (after: string | null) =>
  parts.get(after ?? "first") ?? { items: [], next: null };

describe("one thing done to all that fit", () => {
  it("goes on to the end, also over an empty part, and says of each how it went", async () => {
    const told: number[] = [];
    const outcome = await actOnAll(
      ask,
      ({ done }) => told.push(done.length),
      () => false,
    );
    expect(outcome.done).toEqual(["a", "c"]);
    expect([...outcome.skipped]).toEqual([["It is resolved already.", 2]]);
    expect(told).toEqual([1, 1, 2]);
  });

  it("is left at that when somebody stops it", async () => {
    const outcome = await actOnAll(
      ask,
      () => undefined,
      () => true,
    );
    expect(outcome.done).toEqual(["a"]);
  });

  it("is taken back only where all were the same before", () => {
    expect(inverse({ type: "resolve" }, { status: "open" })).toEqual({ type: "reopen" });
    expect(inverse({ type: "resolve" }, {})).toBeNull();
    expect(inverse({ type: "priority", priority: "high" }, { status: "open" })).toBeNull();
  });
});

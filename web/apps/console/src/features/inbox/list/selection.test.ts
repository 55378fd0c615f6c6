import { describe, expect, it } from "vitest";

import { all, MOST_CHOSEN, NOTHING, remaining, stretched, toggled } from "./selection";

const order = [..."abcdef"];
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join("");

describe("choosing rows", () => {
  it("one by one, and back", () => {
    const one = toggled(toggled(NOTHING, "b"), "d");
    expect(chosen(one)).toBe("bd");
    expect(chosen(toggled(one, "b"))).toBe("d");
  });

  it("a stretch, in either direction, from the row that was touched last", () => {
    const first = toggled(NOTHING, "d");
    expect(chosen(stretched(first, "b", order))).toBe("bcd");
    expect(chosen(stretched(stretched(first, "b", order), "f", order))).toBe("bcdef");
    expect(chosen(stretched(NOTHING, "c", order))).toBe("c");
  });

  it("all, and none", () => {
    expect(chosen(all(toggled(NOTHING, "a"), order))).toBe("abcdef");
    expect(chosen(all(all(NOTHING, order), order))).toBe("");
    const many = Array.from({ length: 500 }, (_, index) => `${index}`);
    expect(all(NOTHING, many).ids.size).toBe(MOST_CHOSEN);
  });

  it("forgets what left the list", () => {
    const two = toggled(toggled(NOTHING, "a"), "x");
    expect(chosen(remaining(two, order))).toBe("a");
    expect(remaining(toggled(NOTHING, "a"), order).ids.size).toBe(1);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { inBars, loudness } from "./recording";

describe("loudness", () => {
  it("is 0 in silence and 100 at full level", () => {
    expect(loudness(new Float32Array(64))).toBe(0);
    expect(loudness(new Float32Array(64).fill(1))).toBe(100);
    expect(loudness(new Float32Array(64).fill(0.1))).toBe(50);
  });
});

describe("inBars", () => {
  it("keeps the loudest, in as many bars as wanted at most", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 })),
        fc.integer({ min: 1, max: 64 }),
        (levels, count) => {
          const bars = inBars(levels, count);
          expect(bars).toHaveLength(Math.min(levels.length, count));
          if (levels.length) expect(Math.max(...bars)).toBe(Math.max(...levels));
        },
      ),
    );
  });
});

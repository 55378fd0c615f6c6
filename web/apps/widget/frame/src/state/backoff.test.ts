import * as fc from "fast-check";
import { expect, it } from "vitest";

import { backoff } from "./backoff";

it("grows from half a second to fifteen, with full jitter", () => {
  expect([0, 1, 2, 10].map((attempt) => backoff(attempt, () => 1))).toEqual([
    500, 1000, 2000, 15_000,
  ]);
  fc.assert(
    fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const wait = backoff(attempt, () => random);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(15_000);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { snoozePresets } from "./snooze";

describe("snoozePresets", () => {
  it("lie ahead, and Monday is a Monday", () => {
    const year = { min: new Date(2026, 0, 1), max: new Date(2027, 0, 1), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(year), (now) => {
        const presets = snoozePresets(now);
        expect(presets.every(({ until }) => until > now)).toBe(true);
        const monday = presets.find(({ label }) => label === "inbox.snooze.monday");
        expect(monday?.until.getDay() ?? 1).toBe(1);
        const times = presets.map(({ until }) => until.getTime());
        expect(new Set(times).size).toBe(times.length);
      }),
    );
  });

  it("leave out this evening when it is evening", () => {
    const labels = snoozePresets(new Date(2026, 5, 3, 17, 30)).map(({ label }) => label);
    expect(labels).not.toContain("inbox.snooze.evening");
  });
});

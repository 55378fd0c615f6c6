import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

import { dayOf, startOfDay } from "./day";

const zone = process.env.TZ;

describe("a picked day", () => {
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("begins at midnight where the person is, not in Greenwich", () => {
    process.env.TZ = "America/New_York";
    expect(startOfDay("2026-03-02")).toBe("2026-03-02T05:00:00.000Z");
    process.env.TZ = "Asia/Tokyo";
    expect(startOfDay("2026-03-02")).toBe("2026-03-01T15:00:00.000Z");
  });

  it("stays the same day when it is shown again", () => {
    const day = fc.date({
      min: new Date("2000-01-02T00:00Z"),
      max: new Date("2099-12-30T00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        day.map((moment) => moment.toISOString().slice(0, 10)),
        fc.constantFrom("UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland"),
        (text, tz) => {
          process.env.TZ = tz;
          expect(dayOf(startOfDay(text))).toBe(text);
        },
      ),
    );
  });

  it("is empty while none is picked", () => {
    expect([startOfDay(""), dayOf(""), dayOf(null)]).toEqual(["", "", ""]);
  });
});

import type { Entry } from "@switchboard/api-client";
import { describe, expect, it } from "vitest";

import { emptyTimeline, gapAfter, mergeEntries } from "@/shared/live/timeline-state";

import { joined, messageAt, reaches } from "./useStretch";

const entry = (seq: number, kind = "message"): Entry =>
  ({ seq, kind, id: `msg_${seq}`, turn_id: null, delivery: null }) as Entry;
const stretch = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
const live = mergeEntries(emptyTimeline, stretch(940, 1000), 1000);

describe("a stretch from the middle of a timeline", () => {
  it("is needed only where the live end does not reach", () => {
    expect(reaches(live, 940)).toBe(true);
    expect(reaches(live, 939)).toBe(false);
  });

  it("stays apart while entries are missing, so that the live end has no hole to fill", () => {
    expect(joined(live, stretch(470, 530))).toBe(live);
  });

  it("becomes part of the live end when the two touch", () => {
    const whole = joined(live, stretch(900, 939));
    expect([whole.entries[0]?.seq, whole.entries.length, gapAfter(whole)]).toEqual([
      900,
      101,
      null,
    ]);
  });

  it("shows what was said next where an event is asked for", () => {
    const said = [entry(1), entry(2, "event"), entry(3)];
    expect([messageAt(said, 2), messageAt(said, 4), messageAt(said, null)]).toEqual([
      3,
      undefined,
      undefined,
    ]);
  });
});

import type { Entry } from "@switchboard/chat";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { TimelineStore } from "./timeline-store";

const nova = { kind: "assistant", name: "Nova" } as const;
const ana = { kind: "member", id: "mem_1", name: "Ana" } as const;

function entry(seq: number, more: Partial<Entry> = {}): Entry {
  return {
    seq,
    id: `msg_${seq}`,
    kind: "message",
    author: { kind: "contact" },
    text: `text ${seq}`,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, seq)).toISOString(),
    ...more,
  };
}

const seqs = (store: TimelineStore): number[] => store.state.get().entries.map(({ seq }) => seq);

describe("entries", () => {
  it("are the same timeline in whatever order and number they come, live or replayed", () => {
    const scene = fc.integer({ min: 1, max: 30 }).chain((count) =>
      fc.array(
        fc.record({
          live: fc.boolean(),
          numbers: fc.array(fc.integer({ min: 1, max: count }), { minLength: 1, maxLength: 8 }),
        }),
      ),
    );
    fc.assert(
      fc.property(scene, (deliveries) => {
        const store = new TimelineStore();
        const heard = new Set<number>();
        for (const { live, numbers } of deliveries) {
          const entries = numbers.map((seq) => entry(seq));
          if (live) entries.forEach((one) => store.add(one));
          else store.replay(entries);
          numbers.forEach((seq) => heard.add(seq));
        }
        expect(seqs(store)).toEqual([...heard].sort((a, b) => a - b));
      }),
    );
  });

  it("settle without a gap only: what `lastSeq` promises is here", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (numbers) => {
        const store = new TimelineStore();
        numbers.forEach((seq) => store.add(entry(seq)));
        const here = new Set(seqs(store));
        for (let seq = 1; seq <= store.lastSeq; seq += 1) expect(here).toContain(seq);
      }),
    );
  });

  it("ask for what is missing, once: a note's number stays a gap", () => {
    const store = new TimelineStore();
    expect(store.add(entry(1))).toBe(true);
    expect(store.add(entry(3))).toBe(false);
    expect(store.lastSeq).toBe(1);
    store.replay([entry(3)], 3);
    expect(store.lastSeq).toBe(3);
    expect(store.add(entry(4))).toBe(true);
  });

  it("take a newer version of themselves", () => {
    const store = new TimelineStore();
    store.add(entry(1));
    store.add(entry(1, { delivery: { status: "read" } }));
    expect(store.state.get().entries[0]?.delivery?.status).toBe("read");
  });
});

describe("drafts", () => {
  it("grow, and give way to the answer; a late one stays away", () => {
    const store = new TimelineStore();
    store.setDraft("t1", "Yo", nova);
    store.setDraft("t1", "You have", nova);
    expect(store.state.get().drafts).toMatchObject([{ text: "You have" }]);
    store.add(entry(1, { author: nova, turn_id: "t1" }));
    expect(store.state.get().drafts).toEqual([]);
    store.setDraft("t1", "You", nova);
    expect(store.state.get().drafts).toEqual([]);
  });

  it("leave when they are dropped, and when a person answers", () => {
    const store = new TimelineStore();
    store.setDraft("t1", "You", nova);
    store.dropDraft("t1");
    expect(store.state.get().drafts).toEqual([]);
    store.setDraft("t2", "You", nova);
    store.add(entry(1, { author: ana }));
    expect(store.state.get().drafts).toEqual([]);
  });
});

it("typing ends with the message", () => {
  const store = new TimelineStore();
  store.setTyping(ana, true);
  store.setTyping(ana, true);
  expect(store.state.get().typing).toEqual([ana]);
  store.add(entry(1, { author: ana }));
  expect(store.state.get().typing).toEqual([]);
});

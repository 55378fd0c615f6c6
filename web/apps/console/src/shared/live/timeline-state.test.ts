import type { Entry, ServerFrame } from "@switchboard/api-client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  addPending,
  applyFrame,
  emptyTimeline,
  failPending,
  gapAfter,
  mergeEntries,
  resumeFrom,
  type TimelineState,
  unconfirmed,
} from "./timeline-state";

const CONVERSATION = "cnv_1";

function entry(seq: number, more: Partial<Entry> = {}): Entry {
  return {
    seq,
    id: `msg_${seq}`,
    kind: "message",
    author: { kind: "contact", id: "con_1", name: "Maren" },
    text: `text ${seq}`,
    attachments: [],
    rich: null,
    delivery: null,
    sources: [],
    turn_id: null,
    event: null,
    client_id: null,
    created_at: "2026-01-01T00:00:00Z",
    ...more,
  };
}

function play(frames: readonly ServerFrame[]): TimelineState {
  return frames.reduce(applyFrame, emptyTimeline);
}

/** A conversation as the server would tell it: entries, receipts that move on, drafts that grow. */
const story: fc.Arbitrary<ServerFrame[]> = fc
  .array(
    fc.record({
      answered: fc.boolean(),
      dropped: fc.boolean(),
      words: fc.integer({ min: 0, max: 4 }),
      receipts: fc.subarray(["pending", "sent", "delivered", "read"] as const),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((turns) => {
    let seq = 0;
    return turns.flatMap((turn, index): ServerFrame[] => {
      const turnId = `turn_${index}`;
      const frames: ServerFrame[] = [
        { type: "entry", conversation_id: CONVERSATION, entry: entry((seq += 1)) },
      ];
      for (let word = 1; word <= turn.words; word += 1) {
        frames.push({
          type: "draft",
          conversation_id: CONVERSATION,
          turn_id: turnId,
          text: "word ".repeat(word),
        });
      }
      if (turn.dropped) {
        frames.push({ type: "draft_dropped", conversation_id: CONVERSATION, turn_id: turnId });
      } else if (turn.answered) {
        const answer = entry((seq += 1), { turn_id: turnId });
        frames.push({ type: "entries", conversation_id: CONVERSATION, items: [answer] });
        for (const status of turn.receipts) {
          frames.push({
            type: "entry",
            conversation_id: CONVERSATION,
            entry: { ...answer, delivery: { status, error: null } },
          });
        }
      }
      return frames;
    });
  });

const shuffledWithRepeats = story.chain((frames) =>
  fc.tuple(
    fc.constant(frames),
    fc
      .tuple(
        fc.shuffledSubarray(frames, { minLength: frames.length }),
        fc.array(fc.constantFrom(...frames), { maxLength: 10 }),
        fc.integer({ min: 0, max: 40 }),
      )
      .map(([all, repeats, at]) => [...all.slice(0, at), ...repeats, ...all.slice(at), ...repeats]),
  ),
);

describe("the live timeline", () => {
  it("is the same whatever the order and number of frames", () => {
    fc.assert(
      fc.property(shuffledWithRepeats, ([frames, jumbled]) => {
        expect(play(jumbled)).toEqual(play(frames));
      }),
      { numRuns: 400 },
    );
  });

  it("never goes back to an older receipt", () => {
    const read = entry(1, { delivery: { status: "read", error: null } });
    const sent = entry(1, { delivery: { status: "sent", error: null } });
    expect(mergeEntries(mergeEntries(emptyTimeline, [read]), [sent]).entries).toEqual([read]);
  });

  it("shows a draft until its turn ends, also when the end overtakes it", () => {
    const draft = {
      type: "draft",
      conversation_id: CONVERSATION,
      turn_id: "turn_1",
      text: "Hel",
    } as const;
    expect(play([draft]).draft?.text).toBe("Hel");
    const end = {
      type: "draft_dropped",
      conversation_id: CONVERSATION,
      turn_id: "turn_1",
    } as const;
    expect(play([draft, end]).draft).toBeNull();
    expect(play([end, draft]).draft).toBeNull();
  });
});

describe("gaps", () => {
  it("finds the first hole between what is loaded and what exists", () => {
    const state = mergeEntries(emptyTimeline, [entry(4), entry(5), entry(8)], 9);
    expect(gapAfter(state)).toBe(5);
    expect(resumeFrom(state)).toBe(5);
    const filled = mergeEntries(state, [entry(6), entry(7)]);
    expect(gapAfter(filled)).toBe(8);
    expect(gapAfter(mergeEntries(filled, [entry(9)]))).toBeNull();
  });

  it("does not call the older entries that were not asked for a hole", () => {
    expect(gapAfter(mergeEntries(emptyTimeline, [entry(51), entry(52)], 52))).toBeNull();
  });
});

describe("own messages", () => {
  const mine = {
    clientId: "c-1",
    kind: "message",
    text: "Hello",
    state: "sending",
    createdAt: "2026-01-01T00:00:00Z",
  } as const;

  it("give way to the entry that confirms them", () => {
    const waiting = addPending(emptyTimeline, mine);
    expect(unconfirmed(waiting)).toHaveLength(1);
    expect(unconfirmed(mergeEntries(waiting, [entry(1, { client_id: "c-1" })]))).toHaveLength(0);
  });

  it("keep why they failed, and can be sent again under the same id", () => {
    const failed = failPending(addPending(emptyTimeline, mine), "c-1", "No connection");
    expect(unconfirmed(failed)[0]).toMatchObject({ state: "failed", error: "No connection" });
    const again = addPending(failed, mine);
    expect(again.pending).toEqual([mine]);
  });
});

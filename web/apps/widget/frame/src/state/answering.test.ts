import type { Entry } from "@switchboard/chat";
import { describe, expect, it } from "vitest";

import { whoAnswers } from "./answering";

const base = { id: "x", text: "", created_at: "2026-01-01T00:00:00Z" };
const answer: Entry = { ...base, seq: 1, kind: "message", author: { kind: "assistant" } };
const handedOver: Entry = {
  ...base,
  seq: 2,
  kind: "event",
  author: { kind: "system" },
  event: { type: "handed_over" },
};
function assigned(seq: number, assignee: unknown): Entry {
  const author = { kind: "member", id: "m", name: "Ana" } as const;
  return { ...base, seq, kind: "event", author, event: { type: "assigned", assignee } };
}

const toAna = assigned(3, { kind: "member", id: "m", name: "Ana" });

describe("whoAnswers", () => {
  it("believes the conversation's assignee", () => {
    const assignee = { kind: "member", id: "m", name: "Ana" } as const;
    expect(whoAnswers({ id: "c", assignee }, [answer])).toEqual({ kind: "member", name: "Ana" });
    const team = { kind: "team", id: "t", name: "Support" } as const;
    expect(whoAnswers({ id: "c", assignee: team }, [])).toEqual({ kind: "waiting" });
  });

  it("reads it from the timeline when it was not told", () => {
    expect(whoAnswers(null, [])).toEqual({ kind: "assistant", asked: false });
    expect(whoAnswers(null, [answer, handedOver])).toEqual({ kind: "waiting" });
    expect(whoAnswers(null, [answer, assigned(2, null)])).toEqual({ kind: "waiting" });
    expect(whoAnswers(null, [answer, handedOver, toAna])).toEqual({ kind: "member", name: "Ana" });
    const back = assigned(4, { kind: "assistant", id: "a", name: "Nova" });
    expect(whoAnswers(null, [toAna, back])).toEqual({ kind: "assistant", asked: false });
  });

  it("knows that people were asked while the assistant goes on", () => {
    const later = { ...answer, seq: 5, id: "y" };
    const inCharge = { kind: "assistant", id: "a", name: "Nova" } as const;
    const asked = { kind: "assistant", asked: true };
    expect(whoAnswers(null, [handedOver, later])).toEqual(asked);
    expect(whoAnswers({ id: "c", assignee: inCharge }, [handedOver])).toEqual(asked);
    const ana: Entry = { ...later, seq: 6, id: "z", author: { kind: "member", name: "Ana" } };
    expect(whoAnswers({ id: "c", assignee: inCharge }, [handedOver, ana])).toMatchObject({
      asked: false,
    });
  });
});

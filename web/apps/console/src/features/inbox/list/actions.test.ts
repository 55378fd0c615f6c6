import type { Conversation } from "@switchboard/api-client";
import { describe, expect, it } from "vitest";

import { type Action, foreseen, staysIn } from "./actions";

const me = "mem_me";
const vip = { id: "lbl_vip", name: "vip", color: "red" } as const;
const mine = { kind: "member", id: me, name: "Me" } as const;
const open = {
  id: "cnv_1",
  status: "open",
  assignee: mine,
  labels: [],
  priority: "none",
  unread: true,
} as unknown as Conversation;

function after(action: Action): Conversation {
  return foreseen(open, action, { labels: [vip], names: new Map([["team_1", "Returns"]]) });
}

describe("what an action will have done", () => {
  it("is shown before the server says so", () => {
    expect(after({ type: "label", add: [vip.id] }).labels).toEqual([vip]);
    expect(after({ type: "priority", priority: "high" }).priority).toBe("high");
    expect(after({ type: "assign", assignee: { kind: "team", id: "team_1" } }).assignee?.name).toBe(
      "Returns",
    );
    expect(open.labels).toEqual([]);
  });

  it.each<[Action, Parameters<typeof staysIn>[0], boolean]>([
    [{ type: "resolve" }, { status: "open" }, false],
    [{ type: "resolve" }, { assignee: "me" }, true],
    [{ type: "assign", assignee: null }, { status: "open", assignee: "me" }, false],
    [{ type: "assign", assignee: null }, { status: "open", assignee: "waiting" }, true],
    [{ type: "read" }, { unread: true }, false],
    [{ type: "priority", priority: "low" }, { priority: ["urgent"] }, false],
    [{ type: "label", add: [vip.id] }, { label_id: [vip.id] }, true],
  ])("%o in a list of %o", (action, query, stays) => {
    expect(staysIn(query, after(action), me)).toBe(stays);
  });
});

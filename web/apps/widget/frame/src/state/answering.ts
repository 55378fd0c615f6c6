import type { Entry } from "@switchboard/chat";

import type { ConversationState } from "../api/types";

/**
 * Who answers the visitor now. `asked`: people were asked to join, and until one does, the assistant goes on answering.
 */
export type Answering =
  | { kind: "assistant"; asked: boolean }
  | { kind: "waiting" }
  | { kind: "member"; name: string | null };

/** From the conversation's assignee if the server has told it, else from what happened last. */
export function whoAnswers(
  conversation: ConversationState | null,
  entries: readonly Entry[],
): Answering {
  const told = conversation?.assignee;
  const answering = told === undefined ? lastAnswering(entries) : ofAssignee(told);
  return answering.kind === "assistant" ? { ...answering, asked: isAsked(entries) } : answering;
}

function lastAnswering(entries: readonly Entry[]): Answering {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const answering = entries[index] && ofEntry(entries[index] as Entry);
    if (answering) return answering;
  }
  return ASSISTANT;
}

/** Whether a person was asked for since a person was last here, or the matter was settled. */
function isAsked(entries: readonly Entry[]): boolean {
  const last = entries.findLast(
    (entry) =>
      ["handed_over", "resolved"].includes(entry.event?.type ?? "") ||
      (entry.kind === "message" && entry.author.kind === "member"),
  );
  return last?.event?.type === "handed_over";
}

const ASSISTANT: Answering = { kind: "assistant", asked: false };

/** Nobody in charge means that a person will be: the assistant has let go. */
function ofAssignee(assignee: ConversationState["assignee"]): Answering {
  if (assignee?.kind === "assistant") return ASSISTANT;
  return assignee?.kind === "member"
    ? { kind: "member", name: assignee.name }
    : { kind: "waiting" };
}

function ofEntry(entry: Entry): Answering | null {
  if (entry.event?.type === "assigned") return ofAssignee(assigneeOf(entry));
  if (entry.event?.type === "handed_over") return { kind: "waiting" };
  if (entry.kind !== "message") return null;
  if (entry.author.kind === "assistant") return ASSISTANT;
  return entry.author.kind === "member"
    ? { kind: "member", name: entry.author.name ?? null }
    : null;
}

/** Who was put in charge by an "assigned" event. */
export function assigneeOf(entry: Entry): ConversationState["assignee"] {
  return (entry.event?.["assignee"] ?? null) as ConversationState["assignee"];
}

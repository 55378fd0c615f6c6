import type { Entry } from "@switchboard/chat";

import type { ConversationState } from "../api/types";

/** Who answers the visitor now. */
export type Answering =
  { kind: "assistant" } | { kind: "waiting" } | { kind: "member"; name: string | null };

/** From the conversation's assignee if the server has told it, else from what happened last. */
export function whoAnswers(
  conversation: ConversationState | null,
  entries: readonly Entry[],
): Answering {
  if (conversation?.assignee !== undefined) return ofAssignee(conversation.assignee);
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const answering = entries[index] && ofEntry(entries[index] as Entry);
    if (answering) return answering;
  }
  return { kind: "assistant" };
}

/** Nobody in charge means that a person will be: the assistant has let go. */
function ofAssignee(assignee: ConversationState["assignee"]): Answering {
  if (assignee?.kind === "assistant") return { kind: "assistant" };
  return assignee?.kind === "member"
    ? { kind: "member", name: assignee.name }
    : { kind: "waiting" };
}

function ofEntry(entry: Entry): Answering | null {
  if (entry.event?.type === "assigned") return ofAssignee(assigneeOf(entry));
  if (entry.event?.type === "handed_over") return { kind: "waiting" };
  if (entry.kind !== "message") return null;
  if (entry.author.kind === "assistant") return { kind: "assistant" };
  return entry.author.kind === "member"
    ? { kind: "member", name: entry.author.name ?? null }
    : null;
}

/** Who was put in charge by an "assigned" event. */
export function assigneeOf(entry: Entry): ConversationState["assignee"] {
  return (entry.event?.["assignee"] ?? null) as ConversationState["assignee"];
}

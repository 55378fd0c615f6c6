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
  const assignee = conversation?.assignee;
  if (assignee?.kind === "member") return { kind: "member", name: assignee.name };
  if (assignee?.kind === "team") return { kind: "waiting" };
  if (assignee?.kind === "assistant") return { kind: "assistant" };
  if (assignee === null && conversation?.status === "open") return { kind: "waiting" };
  return fromEntries(entries);
}

function fromEntries(entries: readonly Entry[]): Answering {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (!entry) continue;
    if (entry.author.kind === "assistant" && entry.kind === "message") return { kind: "assistant" };
    if (entry.event?.type === "handed_over") return { kind: "waiting" };
    if (entry.author.kind === "member" && entry.kind !== "note") {
      return { kind: "member", name: entry.author.name ?? null };
    }
  }
  return { kind: "assistant" };
}

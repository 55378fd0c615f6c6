import type { ChatLabels, Entry } from "./types";

/** Entries and labels for tests. */
export function entry(seq: number, more: Partial<Entry> = {}): Entry {
  return {
    seq,
    id: `msg_${seq}`,
    kind: "message",
    author: { kind: "contact", id: "con_1", name: "Kim" },
    text: `text ${seq}`,
    created_at: new Date(Date.UTC(2026, 0, 5, 10, 0, seq)).toISOString(),
    ...more,
  };
}

export const assistant = { kind: "assistant", id: "asst_1", name: "Nova" } as const;
export const ana = { kind: "member", id: "mem_1", name: "Ana" } as const;

export const labels: ChatLabels = {
  conversation: "Conversation",
  visitor: "Visitor",
  assistantMark: "AI",
  note: "Note",
  sources: "Sources",
  openSource: "Open the article",
  sending: "Sending",
  waiting: "Waiting",
  failed: "Not sent",
  retry: "Try again",
  jumpToLatest: "Latest",
  loadEarlier: "Earlier",
  typing: (names) => `${names.join(", ")} is typing`,
  event: ({ event, author }) => (event?.type === "joined" ? `${author.name} joined` : null),
  delivery: (status) => (status === "sent" ? "Sent" : null),
  announce: (name, text) => `${name}: ${text}`,
};

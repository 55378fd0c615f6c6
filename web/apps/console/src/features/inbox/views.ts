import type { MessageKey } from "@/shared/t";

export const VIEWS = ["mine", "waiting", "open", "assistant", "snoozed", "resolved"] as const;
export type View = (typeof VIEWS)[number];

export interface ListFilter {
  status?: "open" | "snoozed" | "resolved";
  assignee?: string;
  q?: string;
}

const FILTERS: Record<View, ListFilter> = {
  mine: { status: "open", assignee: "me" },
  waiting: { status: "open", assignee: "waiting" },
  open: { status: "open" },
  assistant: { status: "open", assignee: "assistant" },
  snoozed: { status: "snoozed" },
  resolved: { status: "resolved" },
};

export function viewOf(value: string | null): View {
  return VIEWS.find((view) => view === value) ?? "mine";
}

/** A search looks through all conversations, whatever view it was begun in. */
export function filterOf(view: View, query: string): ListFilter {
  return query ? { q: query } : FILTERS[view];
}

export function viewLabel(view: View): MessageKey {
  return `inbox.view.${view}`;
}

/** The address of a view, and of a conversation inside it. */
export function inboxHref(view: View, conversationId?: string): string {
  const query = new URLSearchParams({ view, ...(conversationId ? { c: conversationId } : {}) });
  return `/inbox/?${query}`;
}

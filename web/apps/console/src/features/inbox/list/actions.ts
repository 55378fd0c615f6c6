import type { AssigneeChoice, BulkAction, Conversation, LabelBrief } from "@switchboard/api-client";

import type { ListQuery } from "@/shared/lists/query";

export type Action = BulkAction["action"];

interface Known {
  labels: readonly LabelBrief[];
  names: ReadonlyMap<string, string>;
}

/** The conversation as it will be, for showing it at once; the server's own follows. */
export function foreseen(item: Conversation, action: Action, known: Known): Conversation {
  switch (action.type) {
    case "resolve":
      return { ...item, status: "resolved", waiting_since: null, snoozed_until: null };
    case "reopen":
      return { ...item, status: "open", snoozed_until: null };
    case "snooze":
      return { ...item, status: "snoozed", snoozed_until: action.until };
    case "priority":
      return { ...item, priority: action.priority };
    case "read":
    case "unread":
      return { ...item, unread: action.type === "unread" };
    case "assign":
      return { ...item, assignee: assignee(action.assignee, known.names) };
    case "label":
      return { ...item, labels: labels(item, action.add ?? [], action.remove ?? [], known.labels) };
  }
}

/** Whether it will still be in a list, as far as the list's filter can be told here. */
export function staysIn(query: ListQuery, item: Conversation, ownId: string): boolean {
  if (query.status && item.status !== query.status) return false;
  if (query.unread && !item.unread) return false;
  if (query.priority?.length && !query.priority.includes(item.priority)) return false;
  const worn = new Set(item.labels.map((label) => label.id));
  if (query.label_id?.some((id) => !worn.has(id))) return false;
  return !query.assignee || isAssigned(query.assignee, item.assignee, ownId);
}

function isAssigned(wanted: string, now: Conversation["assignee"], ownId: string): boolean {
  if (wanted === "waiting") return now === null || now.kind === "team";
  if (wanted === "assistant") return now?.kind === "assistant";
  return now?.id === (wanted === "me" ? ownId : wanted);
}

function assignee(
  chosen: AssigneeChoice | null,
  names: ReadonlyMap<string, string>,
): Conversation["assignee"] {
  return chosen && { ...chosen, name: names.get(chosen.id) ?? null };
}

function labels(
  item: Conversation,
  add: readonly string[],
  remove: readonly string[],
  known: readonly LabelBrief[],
): LabelBrief[] {
  const worn = new Set(item.labels.map((label) => label.id));
  for (const id of add) worn.add(id);
  for (const id of remove) worn.delete(id);
  return known.filter((label) => worn.has(label.id));
}

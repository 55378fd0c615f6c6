import type { Filter, ListQuery } from "@/shared/lists/query";

/** What a filter can be made of, in the order in which it is offered. */
export const FIELDS = [
  "status",
  "assignee",
  "label_id",
  "priority",
  "inbox_id",
  "channel",
  "language",
  "unread",
  "mentioned",
  "waiting_minutes",
  "active_within_days",
  "active_before",
  "created_within_days",
  "created_after",
  "created_before",
  "attribute",
  "q",
] as const satisfies (keyof Filter)[];
export type Field = (typeof FIELDS)[number];
export type Draft = Partial<Filter>;

/** What a condition says when it has just been added. */
export function beginning(field: Field): Draft[Field] {
  switch (field) {
    case "status":
      return "open";
    case "assignee":
      return "me";
    case "priority":
      return ["urgent", "high"];
    case "label_id":
      return [];
    case "unread":
    case "mentioned":
      return true;
    case "waiting_minutes":
      return 60;
    case "active_within_days":
    case "created_within_days":
      return 7;
    case "attribute":
      return [":"];
    default:
      return "";
  }
}

/** The conditions of a filter, in the order in which they are offered. */
export function fieldsOf(draft: Draft): Field[] {
  return FIELDS.filter((field) => draft[field] !== undefined && draft[field] !== null);
}

/** Without a condition. */
export function without(draft: Draft, field: Field): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([key]) => key !== field));
}

/** What is half written, such as an attribute without a name, says nothing yet. */
export function complete(draft: Draft): ListQuery {
  const attributes = draft.attribute?.filter((pair) => !pair.startsWith(":"));
  return attributes ? { ...draft, attribute: attributes } : draft;
}

/** How many conditions a filter has. */
export function conditionCount(draft: Draft): number {
  return fieldsOf(draft).length;
}

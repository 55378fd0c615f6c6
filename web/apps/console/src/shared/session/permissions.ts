import type { Me } from "@switchboard/api-client";

/** What the console asks about; the names are those of `GET /me`. */
export type Permission =
  | "settings.write"
  | "people.read"
  | "people.write"
  | "inboxes.write"
  | "assistant.try"
  | "knowledge.read"
  | "knowledge.write"
  | "contacts.read"
  | "contacts.write"
  | "conversations.read"
  | "conversations.write"
  | "jobs.manage"
  | "api_keys.manage";

export function can(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.includes(permission) ?? false;
}

import type { ContactCard, Conversation, Me } from "@switchboard/api-client";

import { languageName } from "@/shared/format";

/** `{{contact.first_name}}`, or with what to say when there is none: `{{contact.first_name | there}}`. */
const VARIABLE = /\{\{\s*([\w.-]+)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}/gu;

export interface Known {
  conversation: Conversation;
  contact: ContactCard | undefined;
  me: Me;
}

/** A canned response with its variables filled in; those with neither a value nor a fallback stay, to be seen. */
export function fillVariables(body: string, known: Known): string {
  return body.replace(
    VARIABLE,
    (place, name: string, fallback?: string) => valueOf(name, known) || (fallback ?? place),
  );
}

/** The variables that are still to be filled in. */
export function openVariables(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name]) => name ?? "");
}

function valueOf(name: string, { conversation, contact, me }: Known): string {
  const person = contact?.name || conversation.contact.name || "";
  const attribute = /^contact\.attributes\.(.+)$/u.exec(name)?.[1];
  if (attribute) return textOf(contact?.attributes[attribute]);
  switch (name) {
    case "contact.name":
      return person;
    case "contact.first_name":
      return firstWord(person);
    case "contact.email":
      return contact?.email ?? conversation.contact.email ?? "";
    case "contact.phone":
      return contact?.phone ?? "";
    case "contact.language":
      return languageName(contact?.language ?? conversation.language ?? "");
    case "agent.name":
      return me.member.name;
    case "agent.first_name":
      return firstWord(me.member.name);
    case "conversation.id":
      return conversation.id;
    case "workspace.name":
      return me.workspace.name;
    default:
      return "";
  }
}

function firstWord(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? "";
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

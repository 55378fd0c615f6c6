import type { Inbox } from "@switchboard/api-client";

import { type HoursForm, hoursOf, hoursSetting } from "./hours";
import { filled, type LookForm, lookOf, lookSettings, textsOf } from "./look";

/** The settings of a web chat, as a form holds them. */
export interface WebchatForm extends LookForm {
  name: string;
  title: string;
  color: string;
  greeting: Record<string, string>;
  allowedOrigins: string[];
  requireIdentity: boolean;
  /** Left empty, the secret that is kept stays. */
  identitySecret: string;
  hours: HoursForm;
}

export const DEFAULT_COLOR = "#0d6b5f";

/** Reads what an inbox has; settings are free-form, so each is checked. */
export function formOf(inbox: Inbox): WebchatForm {
  const settings: Record<string, unknown> = inbox.settings;
  return {
    ...lookOf(settings),
    name: inbox.name,
    title: text(settings.title),
    color: text(settings.color) || DEFAULT_COLOR,
    greeting: textsOf(settings.greeting),
    allowedOrigins: list(settings.allowed_origins),
    requireIdentity: settings.require_identity === true,
    identitySecret: "",
    hours: hoursOf(settings.business_hours),
  };
}

/** The settings to send; the rest of what the inbox has stays as it is on the server. */
export function settingsOf(form: WebchatForm): Record<string, unknown> {
  return {
    ...lookSettings(form),
    business_hours: hoursSetting(form.hours),
    title: form.title.trim(),
    color: form.color,
    greeting: filled(form.greeting),
    allowed_origins: form.allowedOrigins.map(originOf).filter(Boolean),
    require_identity: form.requireIdentity,
    ...(form.identitySecret ? { identity_secret: form.identitySecret } : {}),
  };
}

/** "shop.example/cart" and "https://shop.example/" both mean the origin https://shop.example. */
export function originOf(value: string): string {
  const typed = value.trim();
  if (!typed || typed === "*") return typed;
  try {
    return new URL(/^https?:\/\//.test(typed) ? typed : `https://${typed}`).origin;
  } catch {
    return typed;
  }
}

export function hasIdentitySecret(inbox: Inbox): boolean {
  return (inbox.settings as Record<string, unknown>).identity_secret_set === true;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text).filter(Boolean) : [];
}

import type { ChatLabels, ComposerLabels, Entry } from "@switchboard/chat";

import type { Problem } from "../api/types";
import { assigneeOf } from "../state/answering";
import { de } from "./de";
import { en, type Texts } from "./en";
import { es } from "./es";

export type { Texts };

const LANGUAGES: Record<string, Texts> = { en, es, de };

/**
 * The texts of the first wished language that we have; English if none. Its tag for dates is the first wish that names
 * a region: a page in "en" read in London writes times as in "en-GB".
 */
export function chooseTexts(wishes: readonly string[]): {
  texts: Texts;
  locale: string;
  language: string;
} {
  for (const locale of wishes) {
    const language = locale.slice(0, 2).toLowerCase();
    const texts = LANGUAGES[language];
    if (!texts || !isLocale(locale)) continue;
    const regional = wishes.find((wish) => isLocale(wish) && regionOf(wish, language));
    return { texts, locale: regional ?? locale, language };
  }
  return { texts: en, locale: "en", language: "en" };
}

export function chatLabels(texts: Texts): ChatLabels {
  const deliveries: Record<string, string> = {
    sent: texts.sent,
    delivered: texts.delivered,
    read: texts.read,
  };
  return {
    conversation: texts.log,
    visitor: texts.you,
    system: texts.waitingTitle,
    assistantMark: texts.ai,
    note: texts.note,
    sources: texts.sources,
    openSource: texts.openSource,
    sending: texts.sending,
    waiting: texts.waiting,
    failed: texts.failed,
    retry: texts.retry,
    jumpToLatest: texts.jump,
    loadEarlier: texts.earlier,
    typing: (names) => texts.typing(names.join(", ")),
    event: (entry) => eventText(entry, texts),
    delivery: (status) => deliveries[status] ?? null,
    announce: texts.announce,
  };
}

export function composerLabels(texts: Texts): ComposerLabels {
  return { input: texts.message, placeholder: texts.placeholder, send: texts.send };
}

/** Why the server refused a message: in the visitor's language where the reason is a usual one. */
export function refusalText({ status, detail }: Problem, texts: Texts): string | undefined {
  if (status === 413 || status === 422) return texts.tooLong;
  if (status === 403) return texts.notAllowed;
  return detail ?? undefined;
}

/** What a visitor should know of an event. */
function eventText(entry: Entry, texts: Texts): string | null {
  switch (entry.event?.type) {
    case "assigned":
      return joinedText(entry, texts);
    case "handed_over":
      return texts.handedOver;
    case "resolved":
      return texts.resolved;
    case "reopened":
      return texts.reopened;
    default:
      return null;
  }
}

/** A person who takes the conversation has joined it; teams and assistants are told of otherwise. */
function joinedText(entry: Entry, texts: Texts): string | null {
  const assignee = assigneeOf(entry);
  return assignee?.kind === "member" && assignee.name ? texts.joined(assignee.name) : null;
}

/** The region of a tag of this language, if it has one. */
function regionOf(tag: string, language: string): string | undefined {
  const parts = new Intl.Locale(tag);
  return parts.language === language ? parts.region : undefined;
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

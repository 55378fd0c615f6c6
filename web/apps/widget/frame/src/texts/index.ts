import type { ChatLabels, ComposerLabels, Entry } from "@switchboard/chat";

import type { Problem } from "../api/types";
import { assigneeOf } from "../state/answering";
import { fileLabelsOf } from "../ui/compose/words";
import type { Texts } from "./format";

export type { Texts } from "./format";
export { loadSpeech, type Speech } from "./languages";

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
    typing: (names) => texts.typing({ names: names.join(", ") }),
    event: (entry) => eventText(entry, texts),
    delivery: (status) => deliveries[status] ?? null,
    announce: (name, text) => texts.announce({ name, text }),
    files: fileLabelsOf(texts),
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
    case "rated":
      return texts.rated;
    default:
      return null;
  }
}

/** A person who takes the conversation has joined it; teams and assistants are told of otherwise. */
function joinedText(entry: Entry, texts: Texts): string | null {
  const assignee = assigneeOf(entry);
  return assignee?.kind === "member" && assignee.name
    ? texts.joined({ name: assignee.name })
    : null;
}

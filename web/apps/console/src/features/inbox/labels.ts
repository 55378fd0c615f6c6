import type { ChatLabels } from "@switchboard/chat";

import { dateTime } from "@/shared/format";
import { reasonText } from "@/shared/reasons";
import { t } from "@/features/inbox/texts";

type Event = Parameters<ChatLabels["event"]>[0];

/** The console's words for the shared timeline, in the language of the moment. */
export function chatLabels(contact: string): ChatLabels {
  return {
    conversation: t("inbox.conversation"),
    visitor: contact,
    contact,
    system: t("inbox.system"),
    assistantMark: t("inbox.assistantMark"),
    note: t("inbox.note"),
    sources: t("inbox.sources"),
    openSource: t("inbox.openSource"),
    sending: t("inbox.sending"),
    waiting: t("inbox.sending"),
    failed: t("inbox.sendFailed"),
    retry: t("common.retry"),
    jumpToLatest: t("inbox.jumpToLatest"),
    loadEarlier: t("inbox.loadEarlier"),
    loadLater: t("inbox.loadLater"),
    typing: (names) => t("inbox.typing", { name: names.join(", ") }),
    event: (entry) => eventText(entry, contact),
    delivery: deliveryWord,
    announce: (name, text) => `${name}: ${text}`,
    files: fileLabels(),
  };
}

function fileLabels(): NonNullable<ChatLabels["files"]> {
  return {
    view: (name) => t("conversation.file.view", { name }),
    download: (name) => t("conversation.file.download", { name }),
    play: t("conversation.file.play"),
    pause: t("conversation.file.pause"),
    position: t("conversation.file.position"),
    speed: t("conversation.file.speed"),
    voice: t("conversation.file.voice"),
    unavailable: t("conversation.file.unavailable"),
    close: t("common.close"),
    zoomIn: t("conversation.file.zoomIn"),
    zoomOut: t("conversation.file.zoomOut"),
    previous: t("conversation.file.previous"),
    next: t("conversation.file.next"),
    cancel: t("common.cancel"),
  };
}

function eventText(entry: Event, contact: string): string | null {
  const { event, author } = entry;
  const who =
    author.kind === "contact"
      ? contact
      : author.name || t(author.kind === "assistant" ? "inbox.assistant" : "inbox.system");
  switch (event?.type) {
    case "created":
      return t("inbox.event.created");
    case "assigned":
      return assignedText(who, author.kind, event.assignee);
    case "handed_over":
      return handedOverText(event.reason);
    case "resolved":
      return t("inbox.event.resolved", { who });
    case "reopened":
      return t("inbox.event.reopened", { who });
    case "snoozed":
      return snoozedText(who, event.until ?? event.snoozed_until);
    case "joined":
      return t("inbox.event.joined", { who });
    case "rated":
      return ratedText(who, event.score, event.comment);
    default:
      return null;
  }
}

function ratedText(who: string, score: unknown, comment: unknown): string {
  const values = { who, score: String(score) };
  return typeof comment === "string" && comment
    ? t("conversation.ratedWith", { ...values, comment })
    : t("conversation.rated", values);
}

function assignedText(who: string, kind: string, assignee: unknown): string {
  const name = nameOf(assignee);
  if (!name) {
    return kind === "member" ? t("inbox.event.unassigned", { who }) : t("inbox.event.queued");
  }
  return name === who
    ? t("inbox.event.tookOver", { who })
    : t("inbox.event.assigned", { who, name });
}

function handedOverText(reason: unknown): string {
  if (typeof reason !== "string" || !reason) return t("inbox.event.handedOver");
  return t("inbox.event.handedOverFor", { reason: reasonText(reason) });
}

function snoozedText(who: string, until: unknown): string {
  return typeof until === "string" && !Number.isNaN(Date.parse(until))
    ? t("inbox.event.snoozedUntil", { who, until: dateTime(until) })
    : t("inbox.event.snoozed", { who });
}

function nameOf(assignee: unknown): string {
  if (typeof assignee !== "object" || assignee === null || !("name" in assignee)) return "";
  return typeof assignee.name === "string" ? assignee.name : "";
}

function deliveryWord(status: string): string | null {
  switch (status) {
    case "sent":
      return t("inbox.delivery.sent");
    case "delivered":
      return t("inbox.delivery.delivered");
    case "read":
      return t("inbox.delivery.read");
    default:
      return null;
  }
}

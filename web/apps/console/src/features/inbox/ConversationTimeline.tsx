"use client";

import type { Conversation } from "@switchboard/api-client";
import { Timeline, type TimelineProps } from "@switchboard/chat";
import { useToast } from "@switchboard/ui";
import { CircleQuestionMark } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";

import { sentenceOf } from "@/shared/api";
import { regionalLocale } from "@/shared/locale";
import { type TimelineState, unconfirmed } from "@/shared/live/timeline-state";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { chatLabels } from "./labels";
import { useLoadEarlier, useTyping } from "./queries";
import { useSending } from "./useSending";
import { messageAt, type Stretch } from "./useStretch";

type ShownEntry = TimelineProps["entries"][number];
const NONE: readonly never[] = [];

interface ConversationTimelineProps {
  conversation: Conversation;
  state: TimelineState;
  /** Shown instead of the end, while what is looked for is further back. */
  stretch: Stretch | null;
  at: number | null;
  /** The conversation's address, at its end. */
  href: string;
  onWhy: (turnId: string) => void;
}

/** The timeline with the console's additions: own messages on their way, drafts, "why this answer". */
export function ConversationTimeline({
  conversation,
  state,
  stretch,
  at,
  href,
  onWhy,
}: ConversationTimelineProps): ReactElement {
  const { member } = useMe();
  const name = conversation.contact.display_name;
  const labels = useMemo(() => chatLabels(name), [name]);
  const typing = useTyping(conversation.id);
  const loadEarlier = useLoadEarlier(conversation.id);
  const { retry } = useSending(conversation.id);
  const pending = useMemo(
    () =>
      unconfirmed(state).map((message) => ({
        id: message.clientId,
        text: message.text,
        kind: message.kind,
        state: message.state === "held" ? ("waiting" as const) : message.state,
        error: message.error,
        created_at: message.createdAt,
        author: { kind: "member" as const, id: member.id, name: member.name },
      })),
    [state, member],
  );
  const renderAfter = useCallback((entry: ShownEntry) => whyButton(entry, onWhy), [onWhy]);
  const assistantName =
    conversation.assignee?.kind === "assistant" ? conversation.assignee.name : null;
  const entries = stretch?.entries ?? state.entries;
  const hasEarlier = (entries[0]?.seq ?? 1) > 1;
  const earlier = stretch?.earlier ?? loadEarlier;
  const toast = useToast();
  const tellFailed = (error: unknown): void =>
    toast({ title: t("common.loadFailed"), description: sentenceOf(error), tone: "danger" });
  const router = useRouter();
  const toLatest = useCallback(() => router.replace(href, { scroll: false }), [router, href]);
  useLeaving(stretch !== null, pending.at(-1)?.id, toLatest);
  return (
    <Timeline
      entries={entries as readonly ShownEntry[]}
      at={messageAt(entries, at)}
      pending={stretch ? NONE : pending}
      drafts={
        state.draft && !stretch
          ? [
              {
                turn_id: state.draft.turn_id,
                text: state.draft.text,
                author: { kind: "assistant", name: assistantName ?? t("inbox.assistant") },
              },
            ]
          : []
      }
      typing={typing === null || stretch ? [] : [{ kind: "contact", name }]}
      viewer="member"
      labels={labels}
      locale={regionalLocale()}
      onRetry={retry}
      renderAfter={renderAfter}
      {...(hasEarlier ? { onLoadEarlier: () => void earlier().catch(tellFailed) } : {})}
      {...(stretch
        ? { onLoadLater: () => void stretch.later().catch(tellFailed), onLatest: toLatest }
        : {})}
    />
  );
}

/** Whoever writes while they read in the middle wants to see what they wrote: at the end. */
function useLeaving(inTheMiddle: boolean, sentId: string | undefined, leave: () => void): void {
  const before = useRef(sentId);
  useEffect(() => {
    if (inTheMiddle && sentId && sentId !== before.current) leave();
    before.current = sentId;
  }, [inTheMiddle, sentId, leave]);
}

function whyButton(entry: ShownEntry, onWhy: (turnId: string) => void): ReactNode {
  const turnId = entry.turn_id;
  if (!turnId || entry.author.kind !== "assistant") return null;
  return (
    <button
      type="button"
      onClick={() => onWhy(turnId)}
      className="inline-flex min-h-6 items-center gap-1 rounded-full px-2 text-xs font-medium text-muted hover:bg-surface-2 hover:text-ink"
    >
      <CircleQuestionMark size={13} aria-hidden />
      {t("trace.title")}
    </button>
  );
}

"use client";

import { EmptyState } from "@switchboard/ui";
import dynamic from "next/dynamic";
import { type ReactElement, useEffect, useRef, useState } from "react";

import { Link } from "@/components/Link";
import { Failed, LoadingRows } from "@/components/QueryView";
import { Sheet } from "@/components/Sheet";
import { ProblemError } from "@/shared/api";
import { useLive } from "@/shared/live/LiveProvider";
import { resumeFrom, type TimelineState } from "@/shared/live/timeline-state";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { AssistantBar } from "./AssistantBar";
import { ConversationHeader } from "./ConversationHeader";
import { ConversationTimeline } from "./ConversationTimeline";
import { CustomerPanel } from "./customer/CustomerPanel";
import { useConversation, useTimeline } from "./queries";
import { ReplyBox } from "./ReplyBox";
import { useMarkRead } from "./useMarkRead";
import { useStretch } from "./useStretch";

const WhyDrawer = dynamic(async () => (await import("./WhyDrawer")).WhyDrawer, {
  loading: () => null,
});

interface ConversationPaneProps {
  id: string;
  /** The `seq` of the message to open it at; null opens it at its end. */
  at: number | null;
  /** The conversation's address, at its end. */
  href: string;
  backHref: string;
}

/** One conversation with everything an agent does in it, and the customer beside it. */
export default function ConversationPane({
  id,
  at,
  href,
  backHref,
}: ConversationPaneProps): ReactElement {
  const conversation = useConversation(id);
  const timeline = useTimeline(id);
  const { stretch, ...around } = useStretch(id, at, timeline.data);
  const canWrite = useCan("conversations.write");
  const [turnId, setTurnId] = useState<string | null>(null);
  const [details, setDetails] = useState(false);
  useWatch(id, timeline.data);
  // Whoever reads in the middle has not seen the end.
  const seen = stretch || around.pending ? 0 : (timeline.data?.entries.at(-1)?.seq ?? 0);
  useMarkRead(id, seen, conversation.data?.unread ?? false);

  const error = conversation.error ?? timeline.error ?? around.error;
  if (error && !(conversation.data && timeline.data && !around.error)) {
    const all = [conversation, timeline, ...(around.error ? [around] : [])];
    const retry = () => void Promise.all(all.map(({ refetch }) => refetch()));
    return <Missing error={error} backHref={backHref} retry={retry} />;
  }
  if (!conversation.data || !timeline.data || around.pending) {
    return (
      <div className="p-6">
        <LoadingRows rows={6} />
      </div>
    );
  }
  const panel = (
    <CustomerPanel
      conversation={conversation.data}
      entries={timeline.data.entries}
      onWhy={setTurnId}
    />
  );
  return (
    <div className="flex h-full min-h-0">
      <section
        aria-label={t("inbox.conversation")}
        className="flex h-full min-w-0 flex-1 flex-col bg-surface"
      >
        <ConversationHeader
          conversation={conversation.data}
          backHref={backHref}
          onDetails={() => setDetails(true)}
        />
        <ConversationTimeline
          conversation={conversation.data}
          state={timeline.data}
          stretch={stretch}
          at={at}
          href={href}
          onWhy={setTurnId}
        />
        {canWrite ? (
          <footer className="border-t border-line px-3 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-4">
            <AssistantBar conversation={conversation.data} draft={timeline.data.draft} />
            <ReplyBox conversation={conversation.data} state={timeline.data} />
          </footer>
        ) : null}
      </section>
      <aside
        aria-label={t("inbox.details")}
        className="scroll-pane hidden h-full w-72 shrink-0 border-l border-line bg-bg p-4 min-[1400px]:block"
      >
        {panel}
      </aside>
      <Sheet open={details} onOpenChange={setDetails} title={t("inbox.details")}>
        {panel}
      </Sheet>
      {turnId ? (
        <WhyDrawer conversationId={id} turnId={turnId} onClose={() => setTurnId(null)} />
      ) : null}
    </div>
  );
}

function Missing(props: { error: unknown; backHref: string; retry: () => void }): ReactElement {
  const gone = props.error instanceof ProblemError && props.error.status === 404;
  return (
    <div className="grid h-full place-items-center p-6">
      {gone ? (
        <EmptyState
          title={t("inbox.gone")}
          description={t("inbox.goneDetail")}
          action={
            <Link href={props.backHref} className="sb-button sb-button-secondary sb-button-md">
              {t("inbox.backToList")}
            </Link>
          }
        />
      ) : (
        <Failed error={props.error} retry={props.retry} />
      )}
    </div>
  );
}

/** Watches the conversation live, from the end of what the first page brought. */
function useWatch(id: string, state: TimelineState | undefined): void {
  const { connection } = useLive();
  const ready = state !== undefined;
  const known = useRef(state);
  useEffect(() => {
    known.current = state;
  }, [state]);
  useEffect(() => {
    if (!ready || !connection) return undefined;
    return connection.watch(id, () => (known.current ? resumeFrom(known.current) : 0));
  }, [connection, id, ready]);
}

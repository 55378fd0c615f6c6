import { CircleAlert, RotateCw } from "lucide-react";
import { lazy, memo, type ReactElement, type ReactNode, Suspense } from "react";

import { fileLabels } from "./files/labels";
import type { Format } from "./lex";
import { MessageText } from "./MessageText";
import type { Message } from "./rows";
import type { ChatLabels, Source } from "./types";

const Attachments = lazy(() => import("./files/Attachments"));
const PendingFiles = lazy(() => import("./files/PendingFiles"));
const Sources = lazy(() => import("./Sources").then((module) => ({ default: module.Sources })));
const RichMessage = lazy(() => import("./files/Rich"));

export interface BubbleProps {
  message: Message;
  format: Format;
  labels: ChatLabels;
  onRetry?: ((id: string) => void) | undefined;
  /** Something under the bubble, for instance why the assistant said it. */
  after?: ReactNode;
  locale?: string | undefined;
  /** Whether it is the newest: only there are answers to tap. */
  newest?: boolean;
  /** Says something for the reader, as a tapped answer does. */
  onSay?: ((text: string) => void) | undefined;
  onOpenSource?: ((source: Source) => void) | undefined;
  /** Whether it was looked for, and is shown as found. */
  found?: boolean;
}

/** One message. Memoised: a draft that grows elsewhere must not render the whole timeline again. */
export const Bubble = memo(function Bubble({
  message,
  format,
  labels,
  onRetry,
  after,
  locale,
  newest = false,
  onSay,
  onOpenSource,
  found = false,
}: BubbleProps): ReactElement {
  const { entry, pending, text, rich, files } = message;
  const failed = pending?.state === "failed" || entry?.delivery?.status === "failed";
  const retryId = pending?.id ?? entry?.id;
  return (
    <div
      className="sbc-message"
      data-state={failed ? "failed" : pending ? "pending" : undefined}
      data-entry={entry?.id}
      data-found={found || undefined}
    >
      {text ? (
        <div className="sbc-bubble" dir="auto">
          <MessageText text={text} format={format} />
        </div>
      ) : null}
      {/* Most messages are words only: what else there can be is loaded with the first that has it. */}
      <Suspense fallback={null}>
        <Files message={message} {...{ labels, locale }} />
        {files.length ? <PendingFiles files={files} /> : null}
        {rich ? (
          <RichMessage
            rich={rich}
            pictures={message.attachments}
            labels={fileLabels(labels)}
            newest={newest}
            onSay={onSay}
          />
        ) : null}
        {entry?.sources?.length ? (
          <Sources sources={entry.sources} said={text} labels={labels} onOpen={onOpenSource} />
        ) : null}
      </Suspense>
      {failed ? (
        <p className="sbc-failed">
          <span className="sbc-reason">
            <CircleAlert size={14} aria-hidden />
            <span>{reasonOf(message, labels)}</span>
          </span>
          {onRetry && retryId ? (
            <button type="button" onClick={() => onRetry(retryId)}>
              <RotateCw size={12} aria-hidden /> {labels.retry}
            </button>
          ) : null}
        </p>
      ) : null}
      {after}
    </div>
  );
});

/** What came with it, but for the pictures that stand on its cards. */
function Files({
  message: { attachments, rich },
  labels,
  locale,
}: {
  message: Message;
  labels: ChatLabels;
  locale: string | undefined;
}): ReactElement | null {
  const onCards = new Set(rich?.cards?.map((card) => card.image_id));
  const files = onCards.size ? attachments.filter(({ id }) => !onCards.has(id)) : attachments;
  if (files.length === 0) return null;
  return <Attachments files={files} labels={fileLabels(labels)} locale={locale} />;
}

/** The problem's own sentence if there is one, after the words that say that it did not arrive. */
function reasonOf({ entry, pending }: Message, { failed }: ChatLabels): string {
  const reason = pending?.error ?? entry?.delivery?.error;
  return reason ? `${failed} ${reason}` : failed;
}

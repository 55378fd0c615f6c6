import { CircleAlert, RotateCw } from "lucide-react";
import { memo, type ReactElement, type ReactNode } from "react";

import { Markdown } from "./Markdown";
import type { Message } from "./rows";
import { Sources } from "./Sources";
import type { ChatLabels } from "./types";

export interface BubbleProps {
  message: Message;
  /** Contacts write plain text; answers and staff may use Markdown. */
  markdown: boolean;
  labels: ChatLabels;
  onRetry?: ((id: string) => void) | undefined;
  /** Something under the bubble, for instance why the assistant said it. */
  after?: ReactNode;
}

/** One message. Memoised: a draft that grows elsewhere must not render the whole timeline again. */
export const Bubble = memo(function Bubble({
  message,
  markdown,
  labels,
  onRetry,
  after,
}: BubbleProps): ReactElement {
  const { entry, pending, text } = message;
  const failed = pending?.state === "failed" || entry?.delivery?.status === "failed";
  const retryId = pending?.id ?? entry?.id;
  return (
    <div
      className="sbc-message"
      data-state={failed ? "failed" : pending ? "pending" : undefined}
      data-entry={entry?.id}
    >
      <div className="sbc-bubble" dir="auto">
        {markdown ? <Markdown text={text} /> : <p className="sbc-plain">{text}</p>}
      </div>
      {entry?.sources?.length ? <Sources sources={entry.sources} labels={labels} /> : null}
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

/** The problem's own sentence if there is one, after the words that say that it did not arrive. */
function reasonOf({ entry, pending }: Message, { failed }: ChatLabels): string {
  const reason = pending?.error ?? entry?.delivery?.error;
  return reason ? `${failed} ${reason}` : failed;
}

import { Avatar } from "@switchboard/ui/avatar";
import type { ReactElement, ReactNode } from "react";

import { Bubble } from "./Bubble";
import { formatOf } from "./MessageText";
import type { Message, Row } from "./rows";
import { clockTime, fullTime } from "./time";
import type { Author, ChatLabels, Entry, Source, Viewer } from "./types";

export interface GroupProps {
  group: Extract<Row, { kind: "group" }>;
  viewer: Viewer;
  /** Whether it is the last thing said: only there is "Sent" worth a word. */
  last: boolean;
  labels: ChatLabels;
  locale?: string | undefined;
  onRetry?: ((id: string) => void) | undefined;
  renderAfter?: ((entry: Entry) => ReactNode) | undefined;
  onSay?: ((text: string) => void) | undefined;
  onOpenSource?: ((source: Source) => void) | undefined;
  /** The `seq` of the message that was looked for. */
  at?: number | undefined;
}

/** What one author said in a row: face and name once, then the bubbles. */
export function Group({
  group,
  viewer,
  last,
  labels,
  locale,
  onRetry,
  renderAfter,
  onSay,
  onOpenSource,
  at,
}: GroupProps): ReactElement {
  const { author, note, own, messages } = group;
  const named = !own || viewer === "member";
  return (
    <div
      className="sbc-group"
      data-own={own || undefined}
      data-author={author.kind}
      data-note={note || undefined}
    >
      {named ? <Face author={author} labels={labels} /> : null}
      <div className="sbc-group-body">
        {named ? (
          <GroupHead
            author={author}
            note={note}
            time={messages[0]?.created_at}
            {...{ labels, locale }}
          />
        ) : null}
        {messages.map((message) => (
          <Bubble
            key={message.key}
            message={message}
            format={formatOf(author.kind)}
            labels={labels}
            locale={locale}
            newest={last && message === messages[messages.length - 1]}
            onRetry={onRetry}
            onSay={onSay}
            onOpenSource={onOpenSource}
            after={message.entry && renderAfter?.(message.entry)}
            found={at !== undefined && message.entry?.seq === at}
          />
        ))}
        <Status
          message={messages[messages.length - 1]}
          timed={!named}
          last={last && own && !note}
          {...{ labels, locale }}
        />
      </div>
    </div>
  );
}

export function Face({ author, labels }: { author: Author; labels: ChatLabels }): ReactElement {
  const kind =
    author.kind === "assistant" ? "assistant" : author.kind === "system" ? "team" : "person";
  return <Avatar name={nameOf(author, labels)} id={author.id} kind={kind} size={28} />;
}

export function GroupHead({
  author,
  note = false,
  time,
  labels,
  locale,
}: {
  author: Author;
  note?: boolean;
  time?: string | undefined;
  labels: ChatLabels;
  locale?: string | undefined;
}): ReactElement {
  return (
    <p className="sbc-head">
      <span className="sbc-name" dir="auto">
        {nameOf(author, labels)}
      </span>
      {author.kind === "assistant" ? (
        <span className="sbc-mark">{labels.assistantMark}</span>
      ) : null}
      {note ? <span className="sbc-mark sbc-mark-note">{labels.note}</span> : null}
      {time ? (
        <time dateTime={time} title={fullTime(time, locale)}>
          {clockTime(time, locale)}
        </time>
      ) : null}
    </p>
  );
}

function Status({
  message,
  timed,
  last,
  labels,
  locale,
}: {
  message: Message | undefined;
  timed: boolean;
  last: boolean;
  labels: ChatLabels;
  locale?: string | undefined;
}): ReactElement | null {
  if (!message) return null;
  const word = last ? stateOf(message, labels) : null;
  if (!timed && !word) return null;
  return (
    <p className="sbc-status">
      {timed ? (
        <time dateTime={message.created_at} title={fullTime(message.created_at, locale)}>
          {clockTime(message.created_at, locale)}
        </time>
      ) : null}
      {word ? <span>{word}</span> : null}
    </p>
  );
}

function stateOf({ pending, entry }: Message, labels: ChatLabels): string | null {
  if (pending?.state === "sending") return labels.sending;
  if (pending?.state === "waiting") return labels.waiting;
  if (pending || entry?.delivery?.status === "failed") return null;
  return labels.delivery(entry?.delivery?.status ?? "sent");
}

/** The name to show for an author. */
export function nameOf(
  author: Author,
  labels: Pick<ChatLabels, "visitor" | "contact" | "system">,
): string {
  if (author.kind === "contact" && labels.contact) return labels.contact;
  const unnamed = author.kind === "system" ? (labels.system ?? labels.visitor) : labels.visitor;
  return author.name?.trim() || unnamed;
}

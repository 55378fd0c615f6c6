import { ArrowDown } from "lucide-react";
import { memo, type ReactElement, type ReactNode, useMemo } from "react";

import { Announcer } from "./Announcer";
import { DraftBubble, TypingBubble } from "./Live";
import { Group } from "./Group";
import { type Row, sameRow, toRows } from "./rows";
import { dayName } from "./time";
import type { Author, ChatLabels, Draft, Entry, Pending, Source, Viewer } from "./types";
import { useStickToBottom } from "./useStickToBottom";

export interface TimelineProps {
  /** In the order of `seq`. */
  entries: readonly Entry[];
  pending?: readonly Pending[];
  drafts?: readonly Draft[];
  typing?: readonly Author[];
  viewer: Viewer;
  labels: ChatLabels;
  /** BCP 47; the browser's if missing. */
  locale?: string;
  /** Above the first entry, for instance a greeting. */
  header?: ReactNode;
  /** Below everything, for instance suggestions. */
  footer?: ReactNode;
  /** Sends a failed message again; gets the pending message's id, or the entry's. */
  onRetry?: (id: string) => void;
  /** Shown as a button above the first entry while there is more. */
  onLoadEarlier?: () => void;
  /** Likewise below the last one: what is shown is then a stretch from the middle, and stays where it is read. */
  onLoadLater?: () => void;
  /** Opens at the message with this `seq`, and marks it for a moment. */
  at?: number | undefined;
  /** Goes to the newest instead, where that is not among the entries. */
  onLatest?: () => void;
  renderAfter?: (entry: Entry) => ReactNode;
  /** Says something for the reader: answers to tap, and buttons of cards. Without it they only show. */
  onSay?: (text: string) => void;
  /** Opens a source here instead of on its own page. */
  onOpenSource?: (source: Source) => void;
}

const NONE: readonly never[] = [];

/** The conversation, scrolled to its end and kept there. Only draws: what happens is told by callbacks. */
export function Timeline({
  entries,
  pending = NONE,
  drafts = NONE,
  typing = NONE,
  viewer,
  labels,
  locale,
  header,
  footer,
  onRetry,
  onLoadEarlier,
  onLoadLater,
  at,
  onLatest,
  renderAfter,
  onSay,
  onOpenSource,
}: TimelineProps): ReactElement {
  const rows = useMemo(() => toRows(entries, pending, viewer), [entries, pending, viewer]);
  const { box, content, away, toEnd } = useStickToBottom(
    rows[0]?.key,
    pending[pending.length - 1]?.id,
    at,
    !onLoadLater,
  );
  const lastGroup = findLastGroup(rows);
  return (
    <div className="sbc-timeline">
      {/* Focusable, so that the keyboard can scroll it. */}
      <div
        className="sbc-scroll"
        ref={box}
        role="log"
        aria-live="off"
        aria-label={labels.conversation}
        tabIndex={0}
      >
        <div className="sbc-content" ref={content}>
          {onLoadEarlier ? (
            <button type="button" className="sbc-earlier" onClick={onLoadEarlier}>
              {labels.loadEarlier}
            </button>
          ) : null}
          {header}
          {rows.map((row) => (
            <RowView
              key={row.key}
              row={row}
              last={row === lastGroup}
              at={holds(row, at) ? at : undefined}
              {...{ viewer, labels, locale, onRetry, renderAfter, onSay, onOpenSource }}
            />
          ))}
          {drafts.map((draft) => (
            <DraftBubble key={draft.turn_id} draft={draft} {...{ viewer, labels }} />
          ))}
          {drafts.length === 0 && typing.length > 0 ? (
            <TypingBubble authors={typing} {...{ viewer, labels }} />
          ) : null}
          {onLoadLater ? (
            <button type="button" className="sbc-earlier sbc-later" onClick={onLoadLater}>
              {labels.loadLater}
            </button>
          ) : null}
          {footer}
        </div>
      </div>
      {away || onLoadLater ? (
        <button
          type="button"
          className="sbc-jump"
          onClick={onLatest ?? toEnd}
          aria-label={labels.jumpToLatest}
        >
          <ArrowDown size={16} aria-hidden />
        </button>
      ) : null}
      <Announcer {...{ entries, viewer, labels }} />
    </div>
  );
}

interface RowViewProps {
  row: Row;
  viewer: Viewer;
  last: boolean;
  labels: ChatLabels;
  locale: string | undefined;
  onRetry: ((id: string) => void) | undefined;
  renderAfter: ((entry: Entry) => ReactNode) | undefined;
  onSay: ((text: string) => void) | undefined;
  onOpenSource: ((source: Source) => void) | undefined;
  at: number | undefined;
}

/** Memoised: of a long timeline only what changed is drawn again. */
const RowView = memo(function RowView({ row, ...rest }: RowViewProps): ReactElement | null {
  if (row.kind === "group") return <Group group={row} {...rest} />;
  if (row.kind === "day") return <p className="sbc-day">{dayName(row.date, rest.locale)}</p>;
  const text = rest.labels.event(row.entry);
  return text ? (
    <p className="sbc-event" dir="auto">
      {text}
    </p>
  ) : null;
}, sameProps);

function sameProps(a: RowViewProps, b: RowViewProps): boolean {
  const { row: rowA, ...restA } = a;
  const { row: rowB, ...restB } = b;
  const names = Object.keys(restA) as (keyof typeof restA)[];
  return sameRow(rowA, rowB) && names.every((name) => restA[name] === restB[name]);
}

function holds(row: Row, at: number | undefined): boolean {
  if (at === undefined || row.kind !== "group") return false;
  return row.messages.some(({ entry }) => entry?.seq === at);
}

function findLastGroup(rows: readonly Row[]): Row | undefined {
  const last = rows[rows.length - 1];
  return last?.kind === "group" ? last : undefined;
}

import type { Attachment, Author, Entry, Pending, PendingFile, Rich, Viewer } from "./types";

export interface Message {
  /** Stays the same when a pending message becomes an entry, so that its bubble stays too. */
  key: string;
  entry?: Entry;
  pending?: Pending;
  text: string;
  created_at: string;
  attachments: readonly Attachment[];
  files: readonly PendingFile[];
  rich: Rich | null;
}

export type Row =
  | { kind: "day"; key: string; date: Date }
  | { kind: "event"; key: string; entry: Entry }
  | {
      kind: "group";
      key: string;
      author: Author;
      note: boolean;
      own: boolean;
      messages: Message[];
    };

const NONE: readonly never[] = [];

type Group = Extract<Row, { kind: "group" }>;

const GROUP_GAP_MS = 5 * 60_000;

/**
 * Lays a timeline out: a row per day and event, and one for each run of messages of one author within five minutes.
 *
 * @param entries in the order of `seq`
 * @param pending messages on their way, shown after all entries
 */
export function toRows(
  entries: readonly Entry[],
  pending: readonly Pending[],
  viewer: Viewer,
): Row[] {
  const rows: Row[] = [];
  const addDay = dayAdder(rows);
  for (const entry of entries) {
    addDay(entry.created_at);
    if (entry.kind === "event") rows.push({ kind: "event", key: entry.id, entry });
    else addMessage(rows, entry.author, entry.kind === "note", viewer, ofEntry(entry));
  }
  const known = new Set(entries.map((entry) => entry.client_id));
  for (const message of pending) {
    if (known.has(message.id)) continue;
    addDay(message.created_at);
    const author = message.author ?? { kind: viewer };
    addMessage(rows, author, message.kind === "note", viewer, ofPending(message));
  }
  return rows;
}

function ofEntry(entry: Entry): Message {
  const { text, created_at } = entry;
  const { attachments = NONE, rich = null } = entry;
  return {
    key: entry.client_id ?? entry.id,
    entry,
    text,
    created_at,
    attachments,
    files: NONE,
    rich,
  };
}

function ofPending(pending: Pending): Message {
  const { id, text, created_at, files = NONE } = pending;
  return { key: id, pending, text, created_at, attachments: NONE, files, rich: null };
}

/**
 * Begins a later day. The order is by `seq`, and a message may have been written before the one that came first, even
 * on the day before: it stays under the day that is shown, so that no day is shown twice.
 */
function dayAdder(rows: Row[]): (time: string) => void {
  let shown = -Infinity;
  return (time) => {
    const date = new Date(time);
    const day = startOfDay(date);
    if (day <= shown) return;
    shown = day;
    rows.push({ kind: "day", key: `day-${day}`, date });
  };
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function addMessage(
  rows: Row[],
  author: Author,
  note: boolean,
  viewer: Viewer,
  message: Message,
): void {
  const last = rows[rows.length - 1];
  if (last?.kind === "group" && continues(last, author, note, message)) {
    last.messages.push(message);
    return;
  }
  const own = viewer === "contact" ? author.kind === "contact" : author.kind !== "contact";
  rows.push({ kind: "group", key: `group-${message.key}`, author, note, own, messages: [message] });
}

function continues(group: Group, author: Author, note: boolean, message: Message): boolean {
  const last = group.messages[group.messages.length - 1];
  if (!last || group.note !== note || !sameAuthor(group.author, author, message)) return false;
  return Date.parse(message.created_at) - Date.parse(last.created_at) < GROUP_GAP_MS;
}

/** A pending message without an author's id is the viewer's own and joins their last group. */
function sameAuthor(a: Author, b: Author, message: Message): boolean {
  if (a.kind !== b.kind) return false;
  return message.pending && !b.id ? true : a.id === b.id;
}

/** Whether two rows show the same: their messages and entries are the very same objects. */
export function sameRow(a: Row, b: Row): boolean {
  if (a.kind === "day" || b.kind === "day") return a.key === b.key;
  if (a.kind === "event" || b.kind === "event") {
    return a.kind === "event" && b.kind === "event" && a.entry === b.entry;
  }
  return (
    a.key === b.key &&
    a.messages.length === b.messages.length &&
    a.messages.every((message, index) => {
      const other = b.messages[index];
      return message.entry === other?.entry && message.pending === other?.pending;
    })
  );
}

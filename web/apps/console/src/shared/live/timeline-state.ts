import type { Attachment, Draft, Entry, ServerFrame } from "@switchboard/api-client";

/** A message of one's own that the server has not confirmed yet. */
export interface Pending {
  clientId: string;
  kind: "message" | "note";
  text: string;
  /** `held`: it waits until `heldUntil`, and can be taken back till then. */
  state: "held" | "sending" | "failed";
  heldUntil?: number;
  attachments?: readonly Attachment[];
  /** The members whom a note mentions. */
  mentions?: readonly string[];
  /** Why it failed, as a sentence. */
  error?: string;
  createdAt: string;
}

/**
 * What is known of one conversation. Everything but `pending` is a join: frames may come in any order
 * and any number of times, by socket or by request, and lead to the same state.
 */
export interface TimelineState {
  /** By `seq`, each once; holes are possible until they are fetched. */
  entries: readonly Entry[];
  /** The highest `seq` known to exist. */
  lastSeq: number;
  draft: Draft | null;
  /** Turns up to this id have ended: their drafts are of no interest. Turn ids sort by time. */
  endedTurn: string;
  pending: readonly Pending[];
}

export const emptyTimeline: TimelineState = {
  entries: [],
  lastSeq: 0,
  draft: null,
  endedTurn: "",
  pending: [],
};

/** Applies a frame of this conversation; frames that do not concern the timeline change nothing. */
export function applyFrame(state: TimelineState, frame: ServerFrame): TimelineState {
  switch (frame.type) {
    case "entries":
      return mergeEntries(state, frame.items);
    case "entry":
      return mergeEntries(state, [frame.entry]);
    case "draft":
      return withDraft(state, frame, "");
    case "draft_dropped":
      return withDraft(state, null, frame.turn_id);
    default:
      return state;
  }
}

/** Adds entries, keeps them in order, and ends the drafts they finish. */
export function mergeEntries(
  state: TimelineState,
  items: readonly Entry[],
  lastSeq = 0,
): TimelineState {
  const bySeq = new Map(state.entries.map((entry) => [entry.seq, entry]));
  let endedTurn = "";
  for (const item of items) {
    const known = bySeq.get(item.seq);
    bySeq.set(item.seq, known ? newer(known, item) : item);
    if (item.turn_id && item.turn_id > endedTurn) endedTurn = item.turn_id;
  }
  const entries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const merged = {
    ...state,
    entries,
    lastSeq: Math.max(state.lastSeq, lastSeq, entries.at(-1)?.seq ?? 0),
  };
  return withDraft(merged, null, endedTurn);
}

/** The `seq` after which something is missing, or null when the known stretch has no hole. */
export function gapAfter(state: TimelineState): number | null {
  if (state.entries.length === 0) return state.lastSeq > 0 ? 0 : null;
  for (const [index, entry] of state.entries.entries()) {
    const next = state.entries[index + 1]?.seq ?? state.lastSeq + 1;
    if (next > entry.seq + 1) return entry.seq;
  }
  return null;
}

/** The `seq` up to which everything loaded is without holes: where a replay has to start. */
export function resumeFrom(state: TimelineState): number {
  return gapAfter(state) ?? state.entries.at(-1)?.seq ?? 0;
}

/** Own messages that no entry has taken the place of yet. */
export function unconfirmed(state: TimelineState): readonly Pending[] {
  if (state.pending.length === 0) return state.pending;
  const confirmed = new Set(state.entries.map((entry) => entry.client_id));
  return state.pending.filter((message) => !confirmed.has(message.clientId));
}

export function addPending(state: TimelineState, message: Pending): TimelineState {
  const others = state.pending.filter((item) => item.clientId !== message.clientId);
  return { ...state, pending: [...others, message] };
}

export function failPending(state: TimelineState, clientId: string, error: string): TimelineState {
  const pending = state.pending.map((item) =>
    item.clientId === clientId ? { ...item, state: "failed" as const, error } : item,
  );
  return { ...state, pending };
}

export function dropPending(state: TimelineState, clientId: string): TimelineState {
  return { ...state, pending: state.pending.filter((item) => item.clientId !== clientId) };
}

function withDraft(state: TimelineState, offered: Draft | null, ended: string): TimelineState {
  const endedTurn = ended > state.endedTurn ? ended : state.endedTurn;
  const draft = later(state.draft, offered);
  return { ...state, endedTurn, draft: draft && draft.turn_id > endedTurn ? draft : null };
}

/** A draft only grows, so the longer text of the later turn is the newer one. */
function later(a: Draft | null, b: Draft | null): Draft | null {
  if (!a || !b) return a ?? b;
  if (a.turn_id !== b.turn_id) return a.turn_id > b.turn_id ? a : b;
  if (a.text.length !== b.text.length) return a.text.length > b.text.length ? a : b;
  return a.text >= b.text ? a : b;
}

const DELIVERY_RANK: Record<string, number> = {
  pending: 1,
  queued: 1,
  sent: 2,
  failed: 3,
  delivered: 4,
  read: 5,
};

/** The same entry is published again when its delivery moves on; it never moves back. */
function newer(a: Entry, b: Entry): Entry {
  return rank(b) > rank(a) ? b : a;
}

function rank(entry: Entry): number {
  return DELIVERY_RANK[entry.delivery?.status ?? ""] ?? 0;
}

import type { Author, Draft, Entry } from "@switchboard/chat";

import type { ConversationState } from "../api/types";
import { Observable } from "./observable";

export interface TimelineState {
  /** By `seq`, each once. */
  entries: readonly Entry[];
  drafts: readonly Draft[];
  typing: readonly Author[];
  conversation: ConversationState | null;
}

const EMPTY: TimelineState = { entries: [], drafts: [], typing: [], conversation: null };

/**
 * What is known of the conversation. Entries may come in any order and any number of times, by socket, by polling
 * and as the answer to sending: the timeline is the same.
 */
export class TimelineStore {
  readonly state = new Observable<TimelineState>(EMPTY);
  /** Turns whose answer is here or was dropped: a late draft of theirs is old news. */
  private readonly finishedTurns = new Set<string>();
  private settled = 0;

  /** Everything up to this `seq` is here; ask for what comes after it. */
  get lastSeq(): number {
    return this.settled;
  }

  /**
   * Takes one live entry.
   *
   * @returns false if entries before it may be missing, so that the caller asks for them. Staff's notes have numbers
   * too but never come here, so a gap may turn out to be none.
   */
  add(entry: Entry): boolean {
    this.merge([entry]);
    if (entry.seq > this.settled + 1) return false;
    this.settled = Math.max(this.settled, entry.seq);
    return true;
  }

  /** Takes the whole answer to "all after `lastSeq`": there are no gaps before its end. */
  replay(entries: readonly Entry[], lastSeq = 0): void {
    this.merge(entries);
    this.settled = entries.reduce(
      (last, entry) => Math.max(last, entry.seq),
      Math.max(this.settled, lastSeq),
    );
  }

  setDraft(turnId: string, text: string, author: Author): void {
    if (this.finishedTurns.has(turnId)) return;
    const { drafts } = this.state.get();
    const rest = drafts.filter((draft) => draft.turn_id !== turnId);
    this.patch({ drafts: [...rest, { turn_id: turnId, text, author }] });
  }

  dropDraft(turnId: string): void {
    this.finishedTurns.add(turnId);
    this.patch({ drafts: without(this.state.get().drafts, (draft) => draft.turn_id === turnId) });
  }

  /** Unfinished answers whose end will not be heard, for instance because the connection broke. */
  dropAllDrafts(): void {
    this.patch({ drafts: without(this.state.get().drafts, () => true), typing: [] });
  }

  setTyping(author: Author, active: boolean): void {
    const rest = without(this.state.get().typing, (other) => sameAuthor(other, author));
    this.patch({ typing: active ? [...rest, author] : rest });
  }

  setConversation(conversation: ConversationState): void {
    this.patch({ conversation: { ...this.state.get().conversation, ...conversation } });
  }

  /** Forgets everything: another visitor. */
  reset(): void {
    this.settled = 0;
    this.finishedTurns.clear();
    this.state.set(EMPTY);
  }

  private merge(incoming: readonly Entry[]): void {
    const { entries, drafts, typing } = this.state.get();
    const merged = mergeEntries(entries, incoming);
    if (merged === entries) return;
    for (const entry of incoming) if (entry.turn_id) this.finishedTurns.add(entry.turn_id);
    // Only one answer is written at a time: whoever's message is here, no other is being written.
    const answered = incoming.some(
      ({ kind, author }) => kind === "message" && author.kind !== "contact",
    );
    this.patch({
      entries: merged,
      drafts: without(drafts, (draft) => answered || this.finishedTurns.has(draft.turn_id)),
      typing: without(typing, (author) =>
        incoming.some((entry) => sameAuthor(entry.author, author)),
      ),
    });
  }

  private patch(changes: Partial<TimelineState>): void {
    this.state.set({ ...this.state.get(), ...changes });
  }
}

/** Both, by `seq`, each id once, the newer version of an entry winning; `known` itself if nothing is new. */
export function mergeEntries(
  known: readonly Entry[],
  incoming: readonly Entry[],
): readonly Entry[] {
  if (incoming.length === 0) return known;
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  for (const entry of incoming) byId.set(entry.id, entry);
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

function sameAuthor(a: Author, b: Author): boolean {
  return a.kind === b.kind && (a.id ?? null) === (b.id ?? null);
}

function without<T>(items: readonly T[], leave: (item: T) => boolean): readonly T[] {
  return items.some(leave) ? items.filter((item) => !leave(item)) : items;
}

import type { ServerFrame } from "@switchboard/api-client";
import type { QueryClient } from "@tanstack/react-query";

import { api, unwrap } from "../api";
import { keys } from "../keys";
import {
  applyFrame,
  emptyTimeline,
  gapAfter,
  mergeEntries,
  type TimelineState,
} from "./timeline-state";

const LIST_DEBOUNCE_MS = 300;
const LIST_PATIENCE_MS = 1_500;
const TYPING_SHOWN_MS = 6_000;

/** Carries frames into the query cache, so that screens only ever read queries. */
export class LiveCache {
  private listTimer: ReturnType<typeof setTimeout> | undefined;
  private listDueAt = 0;
  private readonly typingTimers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly filling = new Set<string>();

  constructor(private readonly client: QueryClient) {}

  receive(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
      case "resync":
        this.refreshLists();
        return;
      case "conversation":
        this.onConversation(frame.conversation.id);
        return;
      case "typing":
        if (frame.author.kind !== "contact") return;
        this.onTyping(frame.conversation_id, frame.active ? (frame.author.name ?? "") : null);
        return;
      case "entry":
      case "entries":
      case "draft":
      case "draft_dropped":
        this.onTimeline(frame.conversation_id, frame);
        return;
      default:
        return;
    }
  }

  stop(): void {
    clearTimeout(this.listTimer);
    for (const timer of this.typingTimers.values()) clearTimeout(timer);
  }

  private onTimeline(id: string, frame: ServerFrame): void {
    // Before its first page is there, a conversation has no place to put news; the page brings them.
    const known = this.client.getQueryData<TimelineState>(keys.timeline(id));
    if (!known) return;
    const state = applyFrame(known, frame);
    this.client.setQueryData(keys.timeline(id), state);
    if (frame.type === "entry" && frame.entry.author.kind === "contact") this.onTyping(id, null);
    if (gapAfter(state) !== null) void this.fill(id);
  }

  /** Fetches what is missing in the middle, once at a time for each conversation. */
  private async fill(id: string): Promise<void> {
    if (this.filling.has(id)) return;
    this.filling.add(id);
    try {
      for (let after = this.gap(id); after !== null;) {
        const page = await fetchTimeline(id, { after_seq: after, limit: 100 });
        this.client.setQueryData(keys.timeline(id), (state: TimelineState = emptyTimeline) =>
          mergeEntries(state, page.items, page.last_seq),
        );
        const next = this.gap(id);
        after = next === after ? null : next;
      }
    } catch {
      // The next frame, or the next welcome, starts it again.
    } finally {
      this.filling.delete(id);
    }
  }

  private gap(id: string): number | null {
    const state = this.client.getQueryData<TimelineState>(keys.timeline(id));
    return state ? gapAfter(state) : null;
  }

  /** The news names only what moved, so the conversation itself is asked for again if it is open. */
  private onConversation(id: string): void {
    void this.client.invalidateQueries({ queryKey: keys.conversation(id) });
    this.refreshLists();
  }

  /** Debounced, but under steady news not longer than LIST_PATIENCE_MS. */
  private refreshLists(): void {
    const now = Date.now();
    if (!this.listTimer) this.listDueAt = now + LIST_PATIENCE_MS;
    clearTimeout(this.listTimer);
    const wait = Math.max(0, Math.min(LIST_DEBOUNCE_MS, this.listDueAt - now));
    this.listTimer = setTimeout(() => {
      this.listTimer = undefined;
      void this.client.invalidateQueries({ queryKey: keys.conversations });
    }, wait);
  }

  private onTyping(id: string, name: string | null): void {
    clearTimeout(this.typingTimers.get(id));
    this.client.setQueryData(keys.typing(id), name);
    if (name === null) return;
    const forget = () => this.client.setQueryData(keys.typing(id), null);
    this.typingTimers.set(id, setTimeout(forget, TYPING_SHOWN_MS));
  }
}

/** One page of a timeline; `before_seq` gives the entries just before it, newest part first asked. */
export function fetchTimeline(
  id: string,
  query: { after_seq?: number; before_seq?: number; limit?: number },
) {
  return unwrap(
    api.GET("/api/v1/conversations/{conversation_id}/timeline", {
      params: { path: { conversation_id: id }, query },
    }),
  );
}

import type { ServerFrame } from "@switchboard/api-client";
import type { QueryClient } from "@tanstack/react-query";

import { api, unwrap } from "../api";
import { keys } from "../keys";
import { type ListUpdates, listUpdates } from "../lists/updates";
import { putSource } from "./sources";
import {
  applyFrame,
  emptyTimeline,
  gapAfter,
  mergeEntries,
  type TimelineState,
} from "./timeline-state";

export type NoticeFrame = Extract<ServerFrame, { type: "notice" }>;

const TYPING_SHOWN_MS = 6_000;
/** A colleague's screen says again that it looks before this has passed. */
const VIEWING_SHOWN_MS = 45_000;

/** A colleague who has the same conversation open. */
export interface Viewer {
  id: string;
  name: string;
  typing: boolean;
}

/** Carries frames into the query cache, so that screens only ever read queries. */
export class LiveCache {
  private readonly lists: ListUpdates;
  private readonly typingTimers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly filling = new Set<string>();
  private ownId = "";

  constructor(
    private readonly client: QueryClient,
    private readonly onNotice: (frame: NoticeFrame) => void = () => undefined,
  ) {
    this.lists = listUpdates(client);
  }

  receive(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        this.ownId = frame.member_id;
        this.resync();
        return;
      case "resync":
        this.resync();
        return;
      case "conversation":
        this.lists.changed(frame.conversation.id);
        return;
      case "read":
        this.lists.changed(frame.conversation_id);
        return;
      case "typing":
        if (frame.author.kind === "contact") {
          this.onTyping(frame.conversation_id, frame.active ? (frame.author.name ?? "") : null);
        } else this.onViewer(frame.conversation_id, frame.author, { typing: frame.active });
        return;
      case "viewing":
        this.onViewer(frame.conversation_id, frame.author, frame.active ? {} : null);
        return;
      case "source":
        putSource(this.client, frame.source);
        return;
      case "notice":
        this.onNotice(frame);
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

  /** Something may have been missed. */
  private resync(): void {
    void this.lists.resync();
    void this.client.invalidateQueries({ queryKey: keys.sources });
  }

  stop(): void {
    this.lists.stop();
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

  /** A colleague came, began or ceased to write, or (null) went. */
  private onViewer(
    id: string,
    author: { id?: string | null; name: string | null },
    now: { typing?: boolean } | null,
  ): void {
    const memberId = author.id;
    if (!memberId || memberId === this.ownId) return;
    const known = this.client.getQueryData<Viewer[]>(keys.viewers(id)) ?? [];
    const before = known.find((viewer) => viewer.id === memberId);
    const others = known.filter((viewer) => viewer.id !== memberId);
    const timer = `${id} ${memberId}`;
    clearTimeout(this.typingTimers.get(timer));
    if (!now) {
      this.client.setQueryData(keys.viewers(id), others);
      return;
    }
    const typing = now.typing ?? before?.typing ?? false;
    const viewer = { id: memberId, name: author.name ?? "", typing };
    this.client.setQueryData(keys.viewers(id), [...others, viewer]);
    // Whoever writes stops, or says so again; whoever looks says so again, or has gone.
    const next = typing ? { typing: false } : null;
    const forget = () => this.onViewer(id, author, next);
    this.typingTimers.set(timer, setTimeout(forget, typing ? TYPING_SHOWN_MS : VIEWING_SHOWN_MS));
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

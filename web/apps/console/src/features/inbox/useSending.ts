"use client";

import type { Attachment, Entry } from "@switchboard/api-client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";

import { api, sentenceOf, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import {
  addPending,
  dropPending,
  emptyTimeline,
  failPending,
  mergeEntries,
  type Pending,
  type TimelineState,
} from "@/shared/live/timeline-state";

/** After this a message counts as not sent; it can be sent again under its key. */
const PATIENCE_MS = 20_000;
/** For so long a reply can be taken back: it has not left the browser yet. */
export const HOLD_MS = 5_000;

/** The last delivery of each conversation: the next waits for it, so that what is sent keeps its order. */
const queues = new Map<string, Promise<void>>();

interface Held {
  conversationId: string;
  message: Pending;
  timer: ReturnType<typeof setTimeout>;
  deliver: () => void;
}

/** Replies that can still be taken back, whatever screen is shown meanwhile. */
const held = new Map<string, Held>();

// A page that goes takes nothing back any more: what waited is sent with its last breath.
if (typeof window !== "undefined") {
  window.addEventListener("pagehide", () => {
    for (const { conversationId, message, timer } of held.values()) {
      clearTimeout(timer);
      void post(conversationId, message, true).catch(() => undefined);
    }
    held.clear();
  });
}

export interface Outgoing {
  text: string;
  kind: Pending["kind"];
  attachments: readonly Attachment[];
  mentions: readonly string[];
}

/** Sends replies and notes: shown at once, repeated under the same key, so that each is posted once. */
export function useSending(conversationId: string) {
  const client = useQueryClient();
  return useMemo(() => sending(client, conversationId), [client, conversationId]);
}

function sending(client: QueryClient, conversationId: string) {
  const change = (step: (state: TimelineState) => TimelineState) =>
    changeTimeline(client, conversationId, step);

  const deliver = (message: Pending): Promise<void> => {
    change((state) => addPending(state, message));
    const attempt = async (): Promise<void> => {
      try {
        const entry = await post(conversationId, message);
        change((state) => dropPending(mergeEntries(state, [entry]), message.clientId));
      } catch (error) {
        change((state) => failPending(state, message.clientId, sentenceOf(error)));
      }
    };
    const turn = (queues.get(conversationId) ?? Promise.resolve()).then(attempt);
    queues.set(conversationId, turn);
    return turn;
  };

  const send = (outgoing: Outgoing, holdMs = 0): void => {
    const message: Pending = {
      ...outgoing,
      clientId: crypto.randomUUID(),
      state: "sending",
      createdAt: new Date().toISOString(),
    };
    if (holdMs === 0) {
      // What waits before it goes first: the customer reads in the order of writing.
      flush(conversationId);
      void deliver(message);
      return;
    }
    change((state) =>
      addPending(state, { ...message, state: "held", heldUntil: Date.now() + holdMs }),
    );
    const go = (): void => {
      held.delete(message.clientId);
      void deliver(message);
    };
    const timer = setTimeout(go, holdMs);
    held.set(message.clientId, { conversationId, message, timer, deliver: go });
  };

  /** Takes a held reply back; gives what it was, or undefined when it is on its way. */
  const undo = (clientId: string): Outgoing | undefined => {
    const found = held.get(clientId);
    if (!found) return undefined;
    clearTimeout(found.timer);
    held.delete(clientId);
    change((state) => dropPending(state, clientId));
    const { text, kind, attachments = [], mentions = [] } = found.message;
    return { text, kind, attachments, mentions };
  };

  const retry = (clientId: string): void => {
    const state = client.getQueryData<TimelineState>(keys.timeline(conversationId));
    const failed = state?.pending.find((message) => message.clientId === clientId);
    if (!failed) return;
    const { clientId: id, kind, text, createdAt, attachments = [], mentions = [] } = failed;
    const again = { clientId: id, kind, text, createdAt, attachments, mentions };
    void deliver({ ...again, state: "sending" });
  };

  return { send, undo, retry, sendNow: () => flush(conversationId) };
}

/** Sends what a conversation still holds back, in its order. */
function flush(conversationId: string): void {
  for (const waiting of [...held.values()]) {
    if (waiting.conversationId !== conversationId) continue;
    clearTimeout(waiting.timer);
    waiting.deliver();
  }
}

function changeTimeline(
  client: QueryClient,
  conversationId: string,
  step: (state: TimelineState) => TimelineState,
): void {
  client.setQueryData(keys.timeline(conversationId), (state: TimelineState = emptyTimeline) =>
    step(state),
  );
}

function post(conversationId: string, message: Pending, keepalive = false): Promise<Entry> {
  const { text, kind, clientId, attachments = [], mentions = [] } = message;
  return unwrap(
    api.POST("/api/v1/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: conversationId } },
      body: {
        text,
        kind,
        attachment_ids: attachments.map(({ id }) => id),
        mentions: [...mentions],
      },
      headers: { "Idempotency-Key": clientId },
      keepalive,
      ...(keepalive ? {} : { signal: AbortSignal.timeout(PATIENCE_MS) }),
    }),
  );
}

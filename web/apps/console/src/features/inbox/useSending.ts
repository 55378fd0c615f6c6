"use client";

import type { Entry } from "@switchboard/api-client";
import { useQueryClient } from "@tanstack/react-query";

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

/** The last delivery of each conversation: the next waits for it, so that what is sent keeps its order. */
const queues = new Map<string, Promise<void>>();

/** Sends replies and notes: shown at once, repeated under the same key, so that each is posted once. */
export function useSending(conversationId: string) {
  const client = useQueryClient();
  const change = (step: (state: TimelineState) => TimelineState) =>
    client.setQueryData(keys.timeline(conversationId), (state: TimelineState = emptyTimeline) =>
      step(state),
    );

  const deliver = (message: Pending): Promise<void> => {
    change((state) => addPending(state, message));
    const turn = (queues.get(conversationId) ?? Promise.resolve()).then(() => attempt(message));
    queues.set(conversationId, turn);
    return turn;
  };

  const attempt = async (message: Pending): Promise<void> => {
    try {
      const entry = await post(conversationId, message);
      change((state) => dropPending(mergeEntries(state, [entry]), message.clientId));
    } catch (error) {
      change((state) => failPending(state, message.clientId, sentenceOf(error)));
    }
  };

  const send = (text: string, kind: Pending["kind"]): Promise<void> =>
    deliver({
      clientId: crypto.randomUUID(),
      kind,
      text,
      state: "sending",
      createdAt: new Date().toISOString(),
    });

  const retry = (clientId: string): void => {
    const state = client.getQueryData<TimelineState>(keys.timeline(conversationId));
    const failed = state?.pending.find((message) => message.clientId === clientId);
    if (!failed) return;
    const { clientId: id, kind, text, createdAt } = failed;
    void deliver({ clientId: id, kind, text, createdAt, state: "sending" });
  };

  return { send, retry };
}

function post(conversationId: string, message: Pending): Promise<Entry> {
  return unwrap(
    api.POST("/api/v1/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: conversationId } },
      body: { text: message.text, kind: message.kind },
      headers: { "Idempotency-Key": message.clientId },
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  );
}

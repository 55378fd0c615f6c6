"use client";

import type { Draft } from "@switchboard/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { listUpdates } from "@/shared/lists/updates";

export interface DraftText {
  text: string;
  kind: "message" | "note";
}

const SAVED_AFTER_MS = 800;
const EMPTY: DraftText = { text: "", kind: "message" };

/**
 * What somebody writes and has not sent. It is kept on the server as they write, so that it is there on every browser
 * of theirs; what is typed before it came from there wins.
 */
export function useDraft(conversationId: string) {
  const client = useQueryClient();
  const [typed, setTyped] = useState<DraftText | null>(null);
  const unsaved = useRef<DraftText | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const kept = useKeptDraft(conversationId);

  const save = useCallback(
    (keepalive = false) => {
      clearTimeout(timer.current);
      const body = unsaved.current;
      if (!body) return;
      unsaved.current = null;
      const had = Boolean(client.getQueryData<Draft>(keys.draft(conversationId))?.text);
      client.setQueryData(keys.draft(conversationId), { ...body, updated_at: null });
      void putDraft(conversationId, body, keepalive)
        .then(() => {
          // Lists mark what has a draft: they need to know when one comes or goes.
          if (had !== Boolean(body.text.trim())) {
            listUpdates(client).changed(conversationId);
          }
        })
        .catch(() => {
          // The next change, or the way out, tries again.
          unsaved.current ??= body;
        });
    },
    [client, conversationId],
  );

  const change = (next: DraftText): void => {
    setTyped(next);
    unsaved.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(), SAVED_AFTER_MS);
  };

  /** Sent: the server drops the draft with the message, so nothing is saved until something new is typed. */
  const clear = (kind: DraftText["kind"]): void => {
    clearTimeout(timer.current);
    unsaved.current = null;
    client.setQueryData(keys.draft(conversationId), { ...EMPTY, kind, updated_at: null });
    setTyped({ text: "", kind });
  };

  useEffect(() => {
    const leave = () => save(true);
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      save();
    };
  }, [save]);

  return { draft: typed ?? kept ?? EMPTY, change, clear };
}

function useKeptDraft(conversationId: string): DraftText | undefined {
  const found = useQuery({
    queryKey: keys.draft(conversationId),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations/{conversation_id}/draft", {
          params: { path: { conversation_id: conversationId } },
        }),
      ),
    staleTime: 30_000,
  });
  return found.data ? { text: found.data.text, kind: found.data.kind ?? "message" } : undefined;
}

function putDraft(conversationId: string, body: DraftText, keepalive: boolean): Promise<unknown> {
  return unwrap(
    api.PUT("/api/v1/conversations/{conversation_id}/draft", {
      params: { path: { conversation_id: conversationId } },
      body,
      keepalive,
    }),
  );
}

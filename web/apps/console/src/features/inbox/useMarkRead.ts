"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";

/** Tells the server how far the open conversation has been read, while somebody looks at it. */
export function useMarkRead(conversationId: string, lastSeq: number, unread: boolean): void {
  const client = useQueryClient();
  const marked = useRef({ conversationId: "", seq: 0 });

  useEffect(() => {
    const mark = async () => {
      const known = marked.current;
      const done = known.conversationId === conversationId && known.seq >= lastSeq;
      if (document.visibilityState !== "visible" || lastSeq === 0 || (done && !unread)) return;
      if (!unread && known.conversationId !== conversationId) return;
      marked.current = { conversationId, seq: lastSeq };
      const params = { path: { conversation_id: conversationId } };
      await unwrap(
        api.POST("/api/v1/conversations/{conversation_id}/read", {
          params,
          body: { seq: lastSeq },
        }),
      );
      await client.invalidateQueries({ queryKey: keys.conversations });
    };
    const onVisible = () => void mark().catch(() => undefined);
    onVisible();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [client, conversationId, lastSeq, unread]);
}

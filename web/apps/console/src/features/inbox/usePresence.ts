"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { keys } from "@/shared/keys";
import type { Viewer } from "@/shared/live/cache";
import { useLive } from "@/shared/live/LiveProvider";

const SAID_EVERY_MS = 20_000;
const NOBODY: readonly Viewer[] = [];

/** Says that this conversation is being looked at, while it is; and tells who else does. */
export function usePresence(conversationId: string): readonly Viewer[] {
  const { connection, status } = useLive();
  const viewers = useQuery<readonly Viewer[]>({
    queryKey: keys.viewers(conversationId),
    queryFn: skipToken,
  });

  useEffect(() => {
    if (!connection || status !== "live") return undefined;
    const tell = (active: boolean, isNew = false) =>
      connection.send({ type: "viewing", conversation_id: conversationId, active, new: isNew });
    const onVisible = () => tell(document.visibilityState === "visible");
    // After the screen around us has subscribed: the server hears only of what is followed.
    const first = setTimeout(() => tell(document.visibilityState === "visible", true));
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") tell(true);
    }, SAID_EVERY_MS);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
      tell(false);
    };
  }, [connection, status, conversationId]);

  return viewers.data ?? NOBODY;
}

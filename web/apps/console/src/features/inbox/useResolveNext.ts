"use client";

import { useToast } from "@switchboard/ui";

import { t } from "@/features/inbox/texts";

import { useActions } from "./useActions";
import { useNeighbours } from "./useNeighbours";

/** Settles a conversation and opens the next of the list. */
export function useResolveNext(conversationId: string): () => Promise<void> {
  const { resolve } = useActions(conversationId);
  const { successor, open } = useNeighbours(conversationId);
  const toast = useToast();
  return async () => {
    // The list forgets it once it is settled: who comes next has to be known before.
    const next = successor();
    await resolve.mutateAsync(undefined);
    if (!open(next)) toast({ title: t("conversation.noNext") });
  };
}

"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { fetchTimeline } from "@/shared/live/cache";
import { useLive } from "@/shared/live/LiveProvider";
import {
  emptyTimeline,
  mergeEntries,
  resumeFrom,
  type TimelineState,
} from "@/shared/live/timeline-state";

const ENTRIES = 60;
/** How often to ask while the socket is away. */
const POLL_MS = 8_000;

function usePolling(): number | false {
  return useLive().status === "live" ? false : POLL_MS;
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: keys.conversation(id),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/conversations/{conversation_id}", {
          params: { path: { conversation_id: id } },
        }),
      ),
    refetchInterval: usePolling(),
  });
}

/** The newest stretch at first; afterwards only what came since, merged into what is known. */
export function useTimeline(id: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.timeline(id),
    queryFn: async () => {
      const known = client.getQueryData<TimelineState>(keys.timeline(id));
      const page = await fetchTimeline(
        id,
        known ? { after_seq: resumeFrom(known), limit: 200 } : { limit: ENTRIES },
      );
      const now = client.getQueryData<TimelineState>(keys.timeline(id)) ?? emptyTimeline;
      return mergeEntries(now, page.items, page.last_seq);
    },
    staleTime: Infinity,
    refetchInterval: usePolling(),
  });
}

/** Adds the stretch before the first entry that is known. */
export function useLoadEarlier(id: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const known = client.getQueryData<TimelineState>(keys.timeline(id));
    const first = known?.entries[0]?.seq;
    if (!first || first <= 1) return;
    const page = await fetchTimeline(id, { before_seq: first, limit: ENTRIES });
    client.setQueryData(keys.timeline(id), (state: TimelineState = emptyTimeline) =>
      mergeEntries(state, page.items),
    );
  };
}

/** The name of the contact who is typing, or null. Only the socket writes it. */
export function useTyping(id: string): string | null {
  const typing = useQuery<string | null>({ queryKey: keys.typing(id), queryFn: skipToken });
  return typing.data ?? null;
}

export function useTurns(id: string, enabled = true) {
  return useQuery({
    queryKey: keys.turns(id),
    queryFn: async () =>
      (
        await unwrap(
          api.GET("/api/v1/conversations/{conversation_id}/turns", {
            params: { path: { conversation_id: id } },
          }),
        )
      ).items,
    enabled,
    staleTime: 0,
  });
}

/** Who a customer is, beyond what each conversation says of them. */
export function useContact(id: string) {
  return useQuery({
    queryKey: keys.contact(id),
    queryFn: () =>
      unwrap(api.GET("/api/v1/contacts/{contact_id}", { params: { path: { contact_id: id } } })),
  });
}

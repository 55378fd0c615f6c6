"use client";

import type { Entry } from "@switchboard/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/shared/keys";
import { fetchTimeline } from "@/shared/live/cache";
import { emptyTimeline, mergeEntries, type TimelineState } from "@/shared/live/timeline-state";

const EACH_WAY = 30;
const MORE = 60;

/** A stretch from the middle of a long timeline, apart from its live end until the two meet. */
export interface Stretch {
  entries: readonly Entry[];
  earlier: () => Promise<void>;
  later: () => Promise<void>;
}

/**
 * What stands around an entry that the live end of a timeline does not reach.
 *
 * @param at the entry's `seq`; null when nothing is looked for
 * @returns the stretch, or null when the live end has the entry; and how fetching it fares
 */
export function useStretch(id: string, at: number | null, live: TimelineState | undefined) {
  const client = useQueryClient();
  const wanted = at !== null && live !== undefined && !reaches(live, at);
  const key = keys.around(id, at ?? 0);
  const query = useQuery({
    queryKey: key,
    queryFn: async () => meet(await around(id, at ?? 0)),
    enabled: wanted,
    staleTime: Infinity,
  });

  /** Once it touches the live end, it is part of that. */
  const meet = (entries: readonly Entry[]): readonly Entry[] => {
    client.setQueryData<TimelineState>(keys.timeline(id), (now) => now && joined(now, entries));
    return entries;
  };
  const extend = async (where: { before_seq: number } | { after_seq: number }): Promise<void> => {
    const { items } = await fetchTimeline(id, { ...where, limit: MORE });
    const all = mergeEntries(emptyTimeline, [...(query.data ?? []), ...items]).entries;
    client.setQueryData(key, meet(all));
  };
  const entries = query.data ?? [];
  const stretch: Stretch | null =
    wanted && entries.length > 0
      ? {
          entries,
          earlier: () => extend({ before_seq: entries[0]?.seq ?? 1 }),
          later: () => extend({ after_seq: entries.at(-1)?.seq ?? 0 }),
        }
      : null;
  return {
    stretch,
    pending: wanted && query.isPending,
    error: wanted ? query.error : null,
    refetch: query.refetch,
  };
}

async function around(id: string, at: number): Promise<readonly Entry[]> {
  const [before, after] = await Promise.all([
    fetchTimeline(id, { before_seq: at + 1, limit: EACH_WAY }),
    fetchTimeline(id, { after_seq: at, limit: EACH_WAY }),
  ]);
  return [...before.items, ...after.items];
}

/** Whether the live end begins at an entry or before it. */
export function reaches({ entries }: TimelineState, at: number): boolean {
  const first = entries[0];
  return !first || first.seq <= at;
}

/** The live end with a stretch before it, if no entry is missing between them; else as it was. */
export function joined(live: TimelineState, stretch: readonly Entry[]): TimelineState {
  const last = stretch.at(-1);
  const first = live.entries[0];
  if (!last || !first || last.seq + 1 < first.seq) return live;
  return mergeEntries(live, stretch);
}

/** The message or note to show for a `seq` that may be an event's; none when nothing was said from there on. */
export function messageAt(entries: readonly Entry[], at: number | null): number | undefined {
  if (at === null) return undefined;
  return entries.find(({ seq, kind }) => seq >= at && kind !== "event")?.seq;
}

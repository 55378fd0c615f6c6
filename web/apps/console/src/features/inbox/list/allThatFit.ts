import { api, unwrap } from "@/shared/api";
import { type ListQuery, MOST_IDS } from "@/shared/lists/query";

import type { Action } from "./actions";

/** So many with each request: enough to be quick, few enough to show how far it is. */
const AT_ONCE = 100;

/** What became of them. */
export interface Outcome {
  /** The ids of those that were changed. */
  done: string[];
  /** How many were left as they were, by the sentence that says why. */
  skipped: Map<string, number>;
}

interface Answer {
  items: readonly { id: string; status: string; detail?: string | null }[];
  next: string | null;
}

type Ask = (after: string | null) => Promise<Answer>;

/**
 * Does one thing to all conversations that fit a list's filter, part by part.
 *
 * @param tell hears after each part what has become of all so far
 * @param stopped is asked before each part whether to leave it at that
 * @throws what a request throws; what was done before it stays done, and was told
 */
export async function actOnAll(
  ask: Ask,
  tell: (so: Outcome) => void,
  stopped: () => boolean,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], skipped: new Map() };
  let after: string | null = null;
  do {
    const { items, next }: Answer = await ask(after);
    for (const item of items) add(outcome, item);
    tell(outcome);
    after = next;
  } while (after !== null && !stopped());
  return outcome;
}

function add({ done, skipped }: Outcome, item: Answer["items"][number]): void {
  if (item.status === "done") done.push(item.id);
  else skipped.set(item.detail ?? "", (skipped.get(item.detail ?? "") ?? 0) + 1);
}

/** Asks the server for one part of a list after the other, newest first. */
export function askByFilter({ sort: _order, ...filter }: ListQuery, action: Action): Ask {
  return (after) =>
    unwrap(
      api.POST("/api/v1/conversations/bulk", { body: { filter, after, limit: AT_ONCE, action } }),
    );
}

/** Asks the server for one part of these conversations after the other. */
export function askByIds(ids: readonly string[], action: Action): Ask {
  return async (after) => {
    const from = Number(after ?? 0);
    const part = ids.slice(from, from + MOST_IDS);
    const { items } = await unwrap(
      api.POST("/api/v1/conversations/bulk", { body: { ids: part, action } }),
    );
    return { items, next: from + MOST_IDS < ids.length ? String(from + MOST_IDS) : null };
  };
}

/** What takes an action back for all whom it changed; null where that would need to know each one's past. */
export function inverse(action: Action, query: ListQuery): Action | null {
  const wereOpen = query.status === "open";
  return wereOpen && (action.type === "resolve" || action.type === "snooze")
    ? { type: "reopen" }
    : null;
}

/** How many fit, as far as the server counts. */
export function countAll({ sort: _order, ...filter }: ListQuery) {
  return unwrap(api.GET("/api/v1/conversations/count", { params: { query: filter } }));
}

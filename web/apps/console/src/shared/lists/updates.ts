import type { QueryClient, QueryKey } from "@tanstack/react-query";

import { keys } from "../keys";
import { fetchList, type ListQuery, MOST_IDS } from "./query";
import { firstOnly, isEmptyBeginning, type ListData, patched, withFirst } from "./state";

/** After news, further news are gathered for so long: a burst costs one request a second, not one each. */
const GATHER_MS = 1_000;
/** Some frames often come together: the first waits this long for the others. */
const TOGETHER_MS = 60;
const COUNT_MS = 2_000;

type Fetch = typeof fetchList;

/**
 * Keeps lists in step with what happens: of the conversations that changed it asks which are in a list now, and puts
 * those in their place. No list is read again as a whole.
 */
export class ListUpdates {
  private readonly changedIds = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private countTimer: ReturnType<typeof setTimeout> | undefined;
  private lastFlush = 0;
  private lastCount = 0;
  private running = false;

  constructor(
    private readonly client: QueryClient,
    private readonly fetch: Fetch = fetchList,
  ) {}

  /** These conversations are not what they were. */
  changed(...ids: string[]): void {
    for (const id of ids) this.changedIds.add(id);
    this.schedule();
    this.recount();
  }

  /** Anything may have changed: the beginning of each list that is shown is read again. */
  async resync(): Promise<void> {
    this.recount();
    this.forget();
    void this.client.invalidateQueries({ queryKey: keys.anyConversation });
    await Promise.allSettled(this.shown().map((list) => this.readFirst(list.query, list.key)));
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.countTimer);
    this.timer = this.countTimer = undefined;
  }

  private schedule(): void {
    if (this.timer || this.running || this.changedIds.size === 0) return;
    const wait = Math.max(TOGETHER_MS, this.lastFlush + GATHER_MS - Date.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, wait);
  }

  private async flush(): Promise<void> {
    const ids = [...this.changedIds];
    this.changedIds.clear();
    this.running = true;
    this.lastFlush = Date.now();
    for (const id of ids) void this.client.invalidateQueries({ queryKey: keys.conversation(id) });
    this.forget();
    await Promise.allSettled(this.shown().map((list) => this.patch(list.query, list.key, ids)));
    this.running = false;
    this.schedule();
  }

  private async patch(query: ListQuery, key: QueryKey, ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += MOST_IDS) {
      const asked = ids.slice(at, at + MOST_IDS);
      const { items } = await this.fetch(query, { ids: asked, limit: MOST_IDS });
      const now = this.client.setQueryData<ListData>(
        key,
        (data) => data && patched(data, query, new Set(asked), items),
      );
      // With nothing left to stand beside, nobody can tell what belongs to the part that was read.
      if (now && isEmptyBeginning(now)) await this.readFirst(query, key);
    }
  }

  private async readFirst(query: ListQuery, key: QueryKey): Promise<void> {
    const first = await this.fetch(query, {});
    this.client.setQueryData<ListData>(key, (data) => withFirst(data, query, first));
  }

  private shown(): { key: QueryKey; query: ListQuery }[] {
    const queries = this.client.getQueryCache().findAll({ queryKey: keys.lists, type: "active" });
    return queries.map(({ queryKey }) => ({ key: queryKey, query: queryKey[1] as ListQuery }));
  }

  /** A list that is not shown keeps its beginning, and is read again when it is. */
  private forget(): void {
    const hidden = { queryKey: keys.lists, type: "inactive" } as const;
    for (const { queryKey } of this.client.getQueryCache().findAll(hidden)) {
      this.client.setQueryData<ListData>(queryKey, (data) => data && firstOnly(data));
    }
    void this.client.invalidateQueries({ ...hidden, refetchType: "none" });
  }

  private recount(): void {
    if (this.countTimer) return;
    const wait = Math.max(TOGETHER_MS, this.lastCount + COUNT_MS - Date.now());
    this.countTimer = setTimeout(() => {
      this.countTimer = undefined;
      this.lastCount = Date.now();
      void this.client.invalidateQueries({ queryKey: keys.conversationCounts });
      void this.client.invalidateQueries({ queryKey: keys.viewCounts });
    }, wait);
  }
}

const known = new WeakMap<QueryClient, ListUpdates>();

/** The one for this cache. */
export function listUpdates(client: QueryClient): ListUpdates {
  const updates = known.get(client) ?? new ListUpdates(client);
  known.set(client, updates);
  return updates;
}

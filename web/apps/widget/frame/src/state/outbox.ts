import { uuid } from "../../../shared/uuid";
import { ApiError } from "../api/client";
import { Observable } from "./observable";
import { openOutboxStore, type OutboxItem, type OutboxStore } from "./outbox-store";

export type { OutboxItem };

/** Whether a flush came to its end, or stopped because it cannot go on now. */
export type Flushed = "empty" | "stopped";

type Send = (item: OutboxItem) => Promise<void>;

/**
 * What the visitor has sent and the server has not confirmed; it outlives reloads. All tabs of the site share it:
 * a Web Lock lets one of them send at a time, a channel tells the others.
 */
export class Outbox {
  readonly items = new Observable<readonly OutboxItem[]>([]);
  private readonly channel: BroadcastChannel | null;

  private last: Promise<unknown> = Promise.resolve();

  private readonly name: string;
  private readonly opening: Promise<OutboxStore>;

  /** @param onSentElsewhere another tab has sent something */
  constructor(key: string, onSentElsewhere: () => void) {
    this.name = `switchboard-outbox-${key}`;
    this.opening = openOutboxStore(this.name);
    this.channel = openChannel(this.name);
    if (!this.channel) return;
    this.channel.onmessage = (event: MessageEvent<"changed" | "sent">) => {
      void this.load();
      if (event.data === "sent") onSentElsewhere();
    };
  }

  /** Reads what waits, an earlier page's messages too. */
  async load(): Promise<void> {
    this.items.set(await (await this.opening).all());
  }

  async add(kind: OutboxItem["kind"], text: string): Promise<OutboxItem> {
    const item = { id: uuid(), kind, text, created_at: new Date().toISOString() };
    const waiting = { ...item, state: "waiting" } as const;
    const n = await (await this.opening).add(waiting);
    await this.changed("changed");
    return { ...waiting, n };
  }

  /** Lets a failed item be sent once more, in its old place. */
  async retry(id: string): Promise<void> {
    const item = this.items.get().find((one) => one.id === id);
    if (!item) return;
    await (await this.opening).put({ ...item, state: "waiting" });
    await this.changed("changed");
  }

  /**
   * Sends what waits, oldest first, one at a time. A refusal for good marks the item and goes on; anything else
   * stops, so that the order holds.
   */
  flush(send: Send): Promise<Flushed> {
    return this.alone(async () => {
      for (;;) {
        const item = (await (await this.opening).all()).find(({ state }) => state === "waiting");
        if (!item) return "empty";
        if (!(await this.sendOne(item, send))) return "stopped";
      }
    });
  }

  /** One sender at a time: among all tabs by a Web Lock, in this one by waiting one's turn. */
  private alone<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.last.then(() => withLock(this.name, run));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async clear(): Promise<void> {
    await (await this.opening).clear();
    await this.changed("changed");
  }

  close(): void {
    this.channel?.close();
    void this.opening.then((store) => store.close());
  }

  private async sendOne(item: OutboxItem, send: Send): Promise<boolean> {
    try {
      await send(item);
    } catch (error) {
      if (!refusedForGood(error)) return false;
      await (await this.opening).put({ ...item, state: "failed", problem: error.problem });
      await this.changed("changed");
      return true;
    }
    await (await this.opening).delete(item.n);
    await this.changed("sent");
    return true;
  }

  private async changed(news: "changed" | "sent"): Promise<void> {
    await this.load();
    this.channel?.postMessage(news);
  }
}

/** 401 asks for a new session, not for another message. */
function refusedForGood(error: unknown): error is ApiError {
  return error instanceof ApiError && !error.temporary && error.status !== 401;
}

/**
 * Web Locks need a secure page, and a frame that may store; without them two tabs may send the same id, which the server
 * does once.
 */
async function withLock<T>(name: string, run: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return run();
  let held = false;
  const hold = (): Promise<T> => {
    held = true;
    return run();
  };
  try {
    return await (locks.request(name, hold) as Promise<T>);
  } catch (error) {
    if (held) throw error;
    return run();
  }
}

/** Frames in a sandbox may have none. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

import "fake-indexeddb/auto";

import { afterEach, describe, expect, it, vi } from "vitest";

import { ApiError } from "../api/client";
import { Outbox, type OutboxItem } from "./outbox";

const open: Outbox[] = [];
let keys = 0;

async function outbox(key: string, onSentElsewhere = () => undefined): Promise<Outbox> {
  const made = new Outbox(key, onSentElsewhere);
  await made.load();
  open.push(made);
  return made;
}

const freshKey = (): string => `key-${(keys += 1)}`;
const texts = (box: Outbox): string[] => box.items.get().map(({ text }) => text);

/** Web Locks as the browser has them: one holder at a time. jsdom has none. */
function locks(): Pick<LockManager, "request"> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, run: () => Promise<unknown>): Promise<unknown> => {
    const mine = last.then(run);
    last = mine.catch(() => undefined);
    return mine;
  };
  return { request } as unknown as Pick<LockManager, "request">;
}

afterEach(() => {
  open.splice(0).forEach((box) => box.close());
  vi.unstubAllGlobals();
});

describe("Outbox", () => {
  it("sends in order, and forgets what was sent", async () => {
    const box = await outbox(freshKey());
    for (const text of ["one", "two", "three"]) await box.add("message", text);
    const sent: string[] = [];
    const done = await box.flush(async ({ text }) => void sent.push(text));
    expect(done).toBe("empty");
    expect(sent).toEqual(["one", "two", "three"]);
    expect(texts(box)).toEqual([]);
  });

  it("keeps the rest in order when the network goes in between, over a reload", async () => {
    const key = freshKey();
    const box = await outbox(key);
    for (const text of ["one", "two", "three"]) await box.add("message", text);
    const ids = box.items.get().map(({ id }) => id);
    const stopped = await box.flush(async ({ text }) => {
      if (text === "two") throw new ApiError({ status: 0 });
    });
    expect(stopped).toBe("stopped");
    box.close();
    open.length = 0;

    const reloaded = await outbox(key);
    expect(texts(reloaded)).toEqual(["two", "three"]);
    const sent: OutboxItem[] = [];
    await reloaded.flush(async (item) => void sent.push(item));
    expect(sent.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it("marks what is refused for good, goes on, and sends it again on demand with the same id", async () => {
    const box = await outbox(freshKey());
    await box.add("message", "bad");
    await box.add("message", "good");
    const sent: string[] = [];
    await box.flush(async ({ text }) => {
      if (text === "bad") throw new ApiError({ status: 422, detail: "Too long." });
      sent.push(text);
    });
    expect(sent).toEqual(["good"]);
    const failed = box.items.get()[0];
    expect(failed).toMatchObject({ state: "failed", problem: { detail: "Too long." } });
    await box.retry(failed?.id ?? "");
    const again: string[] = [];
    await box.flush(async ({ id }) => void again.push(id));
    expect(again).toEqual([failed?.id]);
  });

  it("stops at a lost session and at a busy server", async () => {
    for (const status of [401, 429, 500, 503]) {
      const box = await outbox(freshKey());
      await box.add("message", "x");
      const flushed = await box.flush(() => Promise.reject(new ApiError({ status })));
      expect(flushed).toBe("stopped");
      expect(box.items.get()[0]?.state).toBe("waiting");
    }
  });

  it("lets one of two tabs send, and shows both the same", async () => {
    vi.stubGlobal("navigator", { ...navigator, locks: locks() });
    const key = freshKey();
    const heard = vi.fn();
    const first = await outbox(key);
    const second = await outbox(key, heard);
    await first.add("message", "one");
    await second.add("message", "two");
    await vi.waitFor(() => expect(texts(first)).toEqual(["one", "two"]));
    const sent: string[] = [];
    const send = async ({ text }: OutboxItem): Promise<void> => {
      await Promise.resolve();
      sent.push(text);
    };
    await Promise.all([first.flush(send), second.flush(send), first.flush(send)]);
    expect(sent).toEqual(["one", "two"]);
    await vi.waitFor(() => expect(texts(second)).toEqual([]));
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
  });

  it("goes on in memory when the browser's database fails, and loses nothing", async () => {
    const box = await outbox(freshKey());
    await box.add("message", "one");
    const full = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("The disk is full", "QuotaExceededError");
    });
    await box.add("message", "two");
    await box.add("message", "three");
    full.mockRestore();
    expect(texts(box)).toEqual(["one", "two", "three"]);
    const sent: string[] = [];
    await box.flush(async ({ text }) => void sent.push(text));
    expect(sent).toEqual(["one", "two", "three"]);
    expect(texts(box)).toEqual([]);
  });

  it("works where neither database, locks nor channels are allowed", async () => {
    const denied = (): never => {
      throw new DOMException("Not here", "SecurityError");
    };
    vi.spyOn(indexedDB, "open").mockImplementation(denied);
    vi.stubGlobal("BroadcastChannel", denied);
    vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(denied) } });
    const box = await outbox(freshKey());
    await box.add("message", "one");
    await box.add("message", "two");
    const sent: string[] = [];
    const flushes = [1, 2].map(() => box.flush(async ({ text }) => void sent.push(text)));
    expect(await Promise.all(flushes)).toEqual(["empty", "empty"]);
    expect(sent).toEqual(["one", "two"]);
  });
});

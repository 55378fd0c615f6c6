import { type DBSchema, openDB } from "idb";

import type { Problem } from "../api/types";

export interface OutboxItem {
  /** Order of writing. */
  n: number;
  /** Made here; sending it twice does it once. */
  id: string;
  kind: "message" | "handover";
  text: string;
  created_at: string;
  state: "waiting" | "failed";
  /** Why it failed, the last time it did. */
  problem?: Problem;
}

/** Where the outbox keeps its items. */
export interface OutboxStore {
  /** Keeps it as the newest and gives its number. */
  add: (item: Omit<OutboxItem, "n">) => Promise<number>;
  put: (item: OutboxItem) => Promise<unknown>;
  delete: (n: number) => Promise<void>;
  /** Oldest first. */
  all: () => Promise<OutboxItem[]>;
  clear: () => Promise<void>;
  close: () => void;
}

interface Schema extends DBSchema {
  items: { key: number; value: OutboxItem };
}

/** IndexedDB, which outlives a reload; memory where the browser refuses it, as some do in private windows. */
export async function openOutboxStore(name: string): Promise<OutboxStore> {
  try {
    return await openDatabase(name);
  } catch {
    return memoryStore();
  }
}

async function openDatabase(name: string): Promise<OutboxStore> {
  const db = await openDB<Schema>(name, 1, {
    upgrade: (database) => {
      database.createObjectStore("items", { keyPath: "n", autoIncrement: true });
    },
  });
  return {
    // The database makes `n`; the type of a stored value cannot say so.
    add: (item) => db.add("items", item as OutboxItem),
    put: (item) => db.put("items", item),
    delete: (n) => db.delete("items", n),
    all: () => db.getAll("items"),
    clear: () => db.clear("items"),
    close: () => db.close(),
  };
}

function memoryStore(): OutboxStore {
  const items = new Map<number, OutboxItem>();
  let count = 0;
  return {
    add: (item) => {
      count += 1;
      items.set(count, { ...item, n: count });
      return Promise.resolve(count);
    },
    put: (item) => Promise.resolve(items.set(item.n, item)),
    delete: (n) => Promise.resolve(void items.delete(n)),
    all: () => Promise.resolve([...items.values()]),
    clear: () => Promise.resolve(items.clear()),
    close: () => undefined,
  };
}

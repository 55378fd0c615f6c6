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

const OPENS_WITHIN_MS = 3_000;

/**
 * IndexedDB, which outlives a reload. Memory where the browser refuses it, as some do in private windows and in frames
 * of other sites; and from the moment on when it fails, because the disk is full or the site's data was cleared.
 */
export async function openOutboxStore(name: string): Promise<OutboxStore> {
  try {
    return failingSoftly(await within(OPENS_WITHIN_MS, openDatabase(name)));
  } catch {
    return memoryStore([]);
  }
}

/** A database that another version blocks never answers; somebody waits to write. */
async function within<T>(ms: number, opening: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("IndexedDB does not answer")), ms);
  });
  return Promise.race([opening, late]).finally(() => clearTimeout(timer));
}

/** Goes on in memory, with all that was known, when the store under it fails. Ids make sending again harmless. */
function failingSoftly(database: OutboxStore): OutboxStore {
  let store = database;
  let known: OutboxItem[] = [];
  const attempt = async <T>(act: (on: OutboxStore) => Promise<T>): Promise<T> => {
    try {
      return await act(store);
    } catch (error) {
      if (store !== database) throw error;
      store = memoryStore(known);
      return act(store);
    }
  };
  return {
    add: (item) => attempt((on) => on.add(item)),
    put: (item) => attempt((on) => on.put(item)),
    delete: (n) => attempt((on) => on.delete(n)),
    all: () => attempt(async (on) => (known = await on.all())),
    clear: () => attempt((on) => on.clear()),
    close: () => store.close(),
  };
}

async function openDatabase(name: string): Promise<OutboxStore> {
  const db = await openDB<Schema>(name, 1, {
    upgrade: (database) => {
      database.createObjectStore("items", { keyPath: "n", autoIncrement: true });
    },
    // Another tab has a newer version of us: it must not wait for this one.
    blocking: () => db.close(),
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

function memoryStore(known: readonly OutboxItem[]): OutboxStore {
  const items = new Map(known.map((item) => [item.n, item]));
  let count = Math.max(0, ...items.keys());
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

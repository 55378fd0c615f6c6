import { type DBSchema, openDB } from "idb";

import type { Problem } from "../api/types";
import type { ChosenFile } from "./uploads";

/** A message with files, or one that begins another conversation, and how far its files have come. */
export interface Parcel {
  /** Order of writing. */
  n: number;
  /** Made here; sending it twice does it once. */
  id: string;
  text: string;
  created_at: string;
  fresh: boolean;
  files: (ChosenFile & { serverId: string | null })[];
  state: "waiting" | "failed";
  problem?: Problem;
}

export interface ParcelStore {
  add: (parcel: Omit<Parcel, "n">) => Promise<number>;
  put: (parcel: Parcel) => Promise<unknown>;
  delete: (n: number) => Promise<void>;
  all: () => Promise<Parcel[]>;
  clear: () => Promise<void>;
}

interface Schema extends DBSchema {
  parcels: { key: number; value: Parcel };
}

/** IndexedDB, which keeps the files too and outlives a reload; memory where the browser refuses it. */
export async function openParcelStore(name: string): Promise<ParcelStore> {
  try {
    const db = await openDB<Schema>(name, 1, {
      upgrade: (database) => {
        database.createObjectStore("parcels", { keyPath: "n", autoIncrement: true });
      },
    });
    return {
      // The database makes `n`; the type of a stored value cannot say so.
      add: (parcel) => db.add("parcels", parcel as Parcel),
      put: (parcel) => db.put("parcels", parcel),
      delete: (n) => db.delete("parcels", n),
      all: () => db.getAll("parcels"),
      clear: () => db.clear("parcels"),
    };
  } catch {
    return inMemory();
  }
}

function inMemory(): ParcelStore {
  const parcels = new Map<number, Parcel>();
  let count = 0;
  return {
    add: (parcel) => {
      count += 1;
      parcels.set(count, { ...parcel, n: count });
      return Promise.resolve(count);
    },
    put: (parcel) => Promise.resolve(parcels.set(parcel.n, parcel)),
    delete: (n) => Promise.resolve(void parcels.delete(n)),
    all: () => Promise.resolve([...parcels.values()]),
    clear: () => Promise.resolve(parcels.clear()),
  };
}

import type { Attachment } from "@switchboard/chat";

import { uuid } from "../../../shared/uuid";
import { type ApiClient, ApiError } from "../api/client";
import { Observable } from "./observable";
import { openParcelStore, type Parcel, type ParcelStore } from "./parcel-store";
import { Upload } from "./uploads";

/** A parcel with its files on their way, as the screens show it. */
export interface Travelling {
  parcel: Parcel;
  uploads: readonly Upload[];
}

type Deliver = (parcel: Parcel, files: readonly Attachment[]) => Promise<void>;

/**
 * Messages with files, on their way: first the files, then the message. They are kept with their files, so that a
 * reload goes on where it was, and are sent in the order in which they were written.
 */
export class Parcels {
  readonly items = new Observable<readonly Travelling[]>([]);
  private readonly name: string;
  private readonly opening: Promise<ParcelStore>;
  private sending = false;

  constructor(
    key: string,
    private readonly api: Pick<ApiClient, "request">,
  ) {
    this.name = `switchboard-parcels-${key}`;
    this.opening = openParcelStore(this.name);
  }

  /** Takes up what an earlier page has left. */
  async load(): Promise<void> {
    const kept = await (await this.opening).all();
    this.items.set(
      kept.map((parcel) => ({
        parcel,
        uploads: parcel.files.map(({ serverId, ...file }) => this.upload(file, serverId)),
      })),
    );
  }

  /** Whether something waits here: what is written now has to wait behind it. */
  get busy(): boolean {
    return this.items.get().some(({ parcel }) => parcel.state === "waiting");
  }

  async add(text: string, uploads: readonly Upload[], fresh = false): Promise<void> {
    const parcel: Omit<Parcel, "n"> = {
      id: uuid(),
      text,
      fresh,
      created_at: new Date().toISOString(),
      files: uploads.map(({ file, serverId }) => ({ ...file, serverId })),
      state: "waiting",
    };
    const n = await (await this.opening).add(parcel);
    this.items.set([...this.items.get(), { parcel: { ...parcel, n }, uploads }]);
  }

  async retry(id: string): Promise<boolean> {
    const found = this.items.get().find(({ parcel }) => parcel.id === id);
    if (!found) return false;
    await this.replace(found, { ...found.parcel, state: "waiting" });
    return true;
  }

  /** Sends what waits, oldest first. Stops, to be called again, when the server cannot be reached. */
  async flush(deliver: Deliver): Promise<boolean> {
    if (this.sending) return true;
    this.sending = true;
    try {
      return await withLock(this.name, () => this.sendAll(deliver));
    } finally {
      this.sending = false;
    }
  }

  async clear(): Promise<void> {
    for (const { uploads } of this.items.get()) for (const upload of uploads) upload.cancel();
    await (await this.opening).clear();
    this.items.set([]);
  }

  private async sendAll(deliver: Deliver): Promise<boolean> {
    for (;;) {
      const next = this.items.get().find(({ parcel }) => parcel.state === "waiting");
      if (!next) return true;
      if (!(await this.sendOne(next, deliver))) return false;
    }
  }

  private async sendOne(item: Travelling, deliver: Deliver): Promise<boolean> {
    try {
      const files = await Promise.all(item.uploads.map((upload) => upload.run()));
      await deliver(item.parcel, files);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.temporary) return false;
      await this.replace(item, { ...item.parcel, state: "failed", problem: error.problem });
      return true;
    }
    await (await this.opening).delete(item.parcel.n);
    this.items.set(this.items.get().filter(({ parcel }) => parcel.id !== item.parcel.id));
    for (const upload of item.uploads) upload.release();
    return true;
  }

  private async replace(item: Travelling, parcel: Parcel): Promise<void> {
    await (await this.opening).put(parcel);
    const uploads = item.uploads.map((upload) => this.upload(upload.file, upload.serverId));
    this.items.set(
      this.items.get().map((each) => (each.parcel.id === parcel.id ? { parcel, uploads } : each)),
    );
  }

  /** A file that begins to travel before its message is written. */
  upload(file: Upload["file"], serverId: string | null = null): Upload {
    return new Upload(file, this.api, serverId);
  }
}

/** One tab sends at a time; without Web Locks two may, and the server does it once. */
function withLock<T>(name: string, run: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? (locks.request(name, run) as Promise<T>) : run();
}

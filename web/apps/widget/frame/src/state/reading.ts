import type { Entry } from "@switchboard/chat";

import { Observable } from "./observable";
import type { Storage } from "./storage";

/** What the visitor has seen. */
export class Reading {
  readonly unread = new Observable(0);
  private entries: readonly Entry[] = [];

  constructor(
    private readonly storage: Storage,
    private readonly onRead: (seq: number) => void,
  ) {
    // What was read in another tab is read.
    storage.watch("read", () => this.count());
  }

  /** @param seen whether the timeline is on the screen now */
  update(entries: readonly Entry[], seen: boolean): void {
    const last = entries[entries.length - 1]?.seq ?? 0;
    if (seen && last > this.readSeq) {
      this.storage.set("read", String(last));
      this.onRead(last);
    }
    this.entries = entries;
    this.count();
  }

  reset(): void {
    this.storage.set("read", null);
    this.entries = [];
    this.count();
  }

  private count(): void {
    this.unread.set(countUnread(this.entries, this.readSeq));
  }

  private get readSeq(): number {
    return Number(this.storage.get("read") ?? 0);
  }
}

function countUnread(entries: readonly Entry[], readSeq: number): number {
  return entries.filter(
    ({ seq, kind, author }) => seq > readSeq && kind === "message" && author.kind !== "contact",
  ).length;
}

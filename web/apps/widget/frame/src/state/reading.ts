import type { Entry } from "@switchboard/chat";

import { Observable } from "./observable";
import type { Storage } from "./storage";

/** What the visitor has seen. */
export class Reading {
  readonly unread = new Observable(0);

  constructor(
    private readonly storage: Storage,
    private readonly onRead: (seq: number) => void,
  ) {}

  /** @param seen whether the timeline is on the screen now */
  update(entries: readonly Entry[], seen: boolean): void {
    const last = entries[entries.length - 1]?.seq ?? 0;
    if (seen && last > this.readSeq) {
      this.storage.set("read", String(last));
      this.onRead(last);
    }
    this.unread.set(countUnread(entries, this.readSeq));
  }

  reset(): void {
    this.storage.set("read", null);
    this.unread.set(0);
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

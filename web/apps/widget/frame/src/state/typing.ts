import type { Author } from "@switchboard/chat";

import type { TimelineStore } from "./timeline-store";

/** Whoever is said to be writing and is not heard of again has stopped. */
const TYPING_MS = 10_000;

/** Who is writing now. */
export class Typing {
  private readonly off = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly timeline: TimelineStore) {}

  show(author: Author, active: boolean): void {
    const key = `${author.kind}:${author.id ?? ""}`;
    clearTimeout(this.off.get(key));
    this.timeline.setTyping(author, active);
    if (!active) return;
    this.off.set(
      key,
      setTimeout(() => this.timeline.setTyping(author, false), TYPING_MS),
    );
  }
}

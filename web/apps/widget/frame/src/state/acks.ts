import type { Entry } from "@switchboard/chat";

import { ApiError } from "../api/client";
import type { Problem } from "../api/types";

interface Waiting {
  resolve: (entry: Entry) => void;
  reject: (error: ApiError) => void;
}

/** Messages sent on the socket whose answer is still to come. */
export class Acks {
  private readonly waiting = new Map<string, Waiting>();

  /** Rejects as "no connection" after `ms`: the sender may then try another way, with the same id. */
  expect(id: string, ms: number): Promise<Entry> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.fail(id, { status: 0, title: "No answer" }), ms);
      this.waiting.set(id, {
        resolve: (entry) => {
          clearTimeout(timer);
          resolve(entry);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
    });
  }

  done(id: string, entry: Entry): void {
    this.take(id)?.resolve(entry);
  }

  fail(id: string, problem: Problem): void {
    this.take(id)?.reject(new ApiError(problem));
  }

  private take(id: string): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }
}

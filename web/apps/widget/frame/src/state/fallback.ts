import type { ServerFrame } from "../api/types";
import { backoff } from "./backoff";
import type { Hearing, Line } from "./events";

/** `streaming`: an event stream is heard. `polling`: only requests get through. `reconnecting`: nothing does. */
export type FallbackState = "streaming" | "polling" | "reconnecting";

export interface FallbackOptions {
  listen: (hearing: Hearing) => Line;
  /** Fetches what is new; rejects when there is no connection at all. */
  poll: () => Promise<void>;
  onFrame: (frame: ServerFrame) => void;
  onState: (state: FallbackState) => void;
  /** For tests. */
  random?: (() => number) | undefined;
}

const WELCOME_MS = 8_000;
/** The server shows a sign of life every 15 seconds. */
const SILENCE_MS = 40_000;
const POLL_EVERY_MS = 3_000;

/**
 * Hears the server where sockets do not get through: by a stream of events, and by asking again and again where
 * something on the way keeps that back too. The stream is tried again ever more seldom.
 */
export class Fallback {
  private running = false;
  private line: Line | null = null;
  private failures = 0;
  private polls = 0;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private next: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: FallbackOptions) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.failures = 0;
    this.listen();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.next);
    this.drop();
  }

  private listen(): void {
    this.polls = 0;
    this.expect(WELCOME_MS);
    this.line = this.options.listen({
      onData: (data) => this.receive(JSON.parse(data) as ServerFrame),
      onLife: () => this.expect(SILENCE_MS),
      onEnd: (status) => this.ended(status),
    });
  }

  private receive(frame: ServerFrame): void {
    if (frame.type === "welcome") {
      this.failures = 0;
      this.options.onState("streaming");
    } else if (frame.type === "reconnect") {
      this.drop();
      this.options.onState("reconnecting");
      this.next = setTimeout(() => this.listen(), frame.after_ms);
      return;
    }
    this.options.onFrame(frame);
  }

  /** A proxy may take the request and keep the events back: silence is an end. */
  private expect(ms: number): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.ended(), ms);
  }

  private ended(status?: number): void {
    this.drop();
    this.failures += 1;
    if (status === 401) this.options.onFrame({ type: "error", problem: { status } });
    this.poll();
  }

  private poll(): void {
    this.polls += 1;
    const { random = Math.random } = this.options;
    this.options.poll().then(
      () => this.polled("polling", POLL_EVERY_MS * (0.5 + random())),
      () => this.polled("reconnecting", backoff(this.polls, random)),
    );
  }

  private polled(state: FallbackState, wait: number): void {
    if (!this.running) return;
    this.options.onState(state);
    const again = state === "polling" && this.polls >= 2 ** Math.min(this.failures, 5);
    this.next = setTimeout(() => (again ? this.listen() : this.poll()), wait);
  }

  private drop(): void {
    clearTimeout(this.silence);
    this.line?.close();
    this.line = null;
  }
}

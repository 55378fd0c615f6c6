import type { ClientFrame, ServerFrame } from "@switchboard/api-client";

export type LiveStatus = "connecting" | "live" | "waiting";

export interface ConnectionOptions {
  url: string;
  onFrame: (frame: ServerFrame) => void;
  onStatus: (status: LiveStatus) => void;
  /** Called when a socket was refused before its welcome: the session may need to be renewed. */
  renew: () => Promise<unknown>;
  open?: (url: string) => WebSocket;
  random?: () => number;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
const PING_EVERY_MS = 20_000;
const SILENCE_LIMIT_MS = 45_000;
/** A socket that is in doubt has to say something within this time. */
const DOUBT_MS = 4_000;

/** Exponential back-off with full jitter, so that a thousand consoles do not return in one second. */
export function reconnectDelay(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return Math.round(random() * ceiling);
}

/** One socket to `/ws/console` that comes back by itself and asks again for what it watched. */
export class LiveConnection {
  private socket: WebSocket | null = null;
  private readonly watched = new Map<string, () => number>();
  private attempt = 0;
  private welcomed = false;
  private stopped = true;
  private lastFrameAt = 0;
  /** Whether anything came since the socket was doubted. */
  private heard = true;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private doubtTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    this.stopped = false;
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retryTimer);
    this.dropSocket();
  }

  /**
   * Tries at once, for instance when the network is back. A socket that seems alive may have died unseen meanwhile:
   * it is asked, and left if it does not answer soon.
   */
  nudge(): void {
    if (this.stopped) return;
    if (this.socket) {
      this.doubt(this.socket);
      return;
    }
    clearTimeout(this.retryTimer);
    this.attempt = 0;
    this.connect();
  }

  /** The browser lost its network: a socket would only notice after long silence. */
  lost(): void {
    if (this.stopped || !this.socket) return;
    this.dropSocket();
    this.retryIn(reconnectDelay(this.attempt, this.options.random ?? Math.random));
  }

  /** Watches a conversation's entries; gives the function that ends it. */
  watch(conversationId: string, lastSeq: () => number): () => void {
    this.watched.set(conversationId, lastSeq);
    this.subscribe(conversationId, lastSeq);
    return () => {
      this.watched.delete(conversationId);
      this.send({ type: "unsubscribe", conversation_id: conversationId });
    };
  }

  /** Sends when there is a live socket; says whether it did. */
  send(frame: ClientFrame): boolean {
    if (!this.welcomed || !this.socket) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private connect(): void {
    this.options.onStatus("connecting");
    const open = this.options.open ?? ((url: string) => new WebSocket(url));
    const socket = open(this.options.url);
    this.socket = socket;
    this.lastFrameAt = Date.now();
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello" } satisfies ClientFrame));
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = () => this.closed(socket);
    this.pingTimer = setInterval(() => this.checkAlive(), PING_EVERY_MS);
  }

  private receive(data: unknown): void {
    this.lastFrameAt = Date.now();
    this.heard = true;
    const frame = parse(data);
    if (!frame) return;
    if (frame.type === "welcome") this.onWelcome();
    if (frame.type === "reconnect") this.leaveFor(frame.after_ms);
    this.options.onFrame(frame);
  }

  private onWelcome(): void {
    this.welcomed = true;
    this.attempt = 0;
    this.options.onStatus("live");
    for (const [id, lastSeq] of this.watched) this.subscribe(id, lastSeq);
  }

  private subscribe(conversationId: string, lastSeq: () => number): void {
    this.send({ type: "subscribe", conversation_id: conversationId, last_seq: lastSeq() });
  }

  private checkAlive(): void {
    if (Date.now() - this.lastFrameAt > SILENCE_LIMIT_MS && this.socket) this.closed(this.socket);
    else this.send({ type: "ping" });
  }

  private doubt(socket: WebSocket): void {
    if (!this.send({ type: "ping" })) return;
    this.heard = false;
    clearTimeout(this.doubtTimer);
    this.doubtTimer = setTimeout(() => {
      if (!this.heard) this.closed(socket);
    }, DOUBT_MS);
  }

  /** The server drains: leave now and return when it said. */
  private leaveFor(afterMs: number): void {
    this.dropSocket();
    this.retryIn(afterMs);
  }

  private closed(socket: WebSocket): void {
    if (socket !== this.socket) return;
    const refused = !this.welcomed;
    this.dropSocket();
    const delay = reconnectDelay(this.attempt, this.options.random ?? Math.random);
    this.attempt += 1;
    if (refused) void this.options.renew().catch(() => undefined);
    this.retryIn(delay);
  }

  private retryIn(delayMs: number): void {
    if (this.stopped) return;
    this.options.onStatus("waiting");
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.connect(), delayMs);
  }

  private dropSocket(): void {
    clearInterval(this.pingTimer);
    clearTimeout(this.doubtTimer);
    this.welcomed = false;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}

function parse(data: unknown): ServerFrame | null {
  try {
    return JSON.parse(String(data)) as ServerFrame;
  } catch {
    return null;
  }
}

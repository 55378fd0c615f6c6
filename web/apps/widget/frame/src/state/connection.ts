import type { ClientFrame, ServerFrame } from "../api/types";
import { backoff } from "./backoff";
import { Fallback, type FallbackOptions, type FallbackState } from "./fallback";
import { Observable } from "./observable";

/** `streaming` and `polling`: sockets do not get through, but requests do; nothing is lost, only slower. */
export type ConnectionState = "idle" | "connecting" | "online" | FallbackState;

export interface ConnectionOptions {
  url: URL;
  hello: () => { token: string; last_seq: number };
  onFrame: (frame: ServerFrame) => void;
  /** Hears the same as an event stream. */
  listen: FallbackOptions["listen"];
  poll: FallbackOptions["poll"];
  /** For tests. */
  random?: () => number;
}

const PING_EVERY_MS = 20_000;
const SILENCE_MS = 10_000;
/** For the first try; twice and four times as long for later ones, since a server that is slow wins nothing by more of them. */
const WELCOME_MS = 8_000;
const MAX_DOUBLINGS = 2;
const FAILURES_BEFORE_FALLBACK = 2;

/**
 * Keeps a socket open; while none can be had, listens in other ways and goes on trying. Says nothing itself but hello,
 * ping and what it is given.
 */
export class Connection {
  readonly state = new Observable<ConnectionState>("idle");
  private socket: WebSocket | null = null;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private readonly fallback: Fallback;

  constructor(private readonly options: ConnectionOptions) {
    this.fallback = new Fallback({
      listen: options.listen,
      poll: options.poll,
      onFrame: options.onFrame,
      onState: (state) => this.state.set(state),
      random: options.random,
    });
  }

  start(): void {
    if (this.state.get() !== "idle") return;
    addEventListener("online", this.now);
    addEventListener("offline", this.lost);
    document.addEventListener("visibilitychange", this.check);
    this.state.set("connecting");
    this.connect();
  }

  stop(): void {
    removeEventListener("online", this.now);
    removeEventListener("offline", this.lost);
    document.removeEventListener("visibilitychange", this.check);
    clearTimeout(this.retry);
    this.fallback.stop();
    this.drop();
    this.failures = 0;
    this.state.set("idle");
  }

  /** Says hello again, for instance because the session is a new one. */
  restart(): void {
    if (this.state.get() === "idle") return;
    this.fallback.stop();
    this.drop();
    this.now();
  }

  /** @returns false if there is no socket to send it on */
  send(frame: ClientFrame): boolean {
    if (this.state.get() !== "online" || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Tries at once; the network is back, or somebody does not want to wait. */
  private readonly now = (): void => {
    if (this.socket && this.state.get() === "online") return this.check();
    clearTimeout(this.retry);
    this.drop();
    this.connect();
  };

  /** The network is gone: a socket may look open for half a minute more, and nothing would get through it. */
  private readonly lost = (): void => {
    this.fallback.stop();
    this.drop();
    this.failed();
  };

  /** A laptop that slept has a socket that only looks open: ask. */
  private readonly check = (): void => {
    if (document.visibilityState === "visible") this.ping();
  };

  private connect(): void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.options.url);
    } catch {
      return this.failed();
    }
    this.socket = socket;
    this.expect(WELCOME_MS * 2 ** Math.min(this.failures, MAX_DOUBLINGS));
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", ...this.options.hello() }));
    socket.onmessage = (event) => {
      if (this.socket === socket) this.receive(String(event.data));
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.drop();
      this.failed();
    };
  }

  private receive(data: string): void {
    const frame = JSON.parse(data) as ServerFrame;
    clearTimeout(this.silence);
    if (frame.type === "welcome") this.welcomed();
    else if (frame.type === "reconnect") return this.comeBack(frame.after_ms);
    if (frame.type !== "pong") this.options.onFrame(frame);
  }

  private welcomed(): void {
    this.failures = 0;
    this.fallback.stop();
    clearInterval(this.beat);
    this.beat = setInterval(() => this.ping(), PING_EVERY_MS);
    this.state.set("online");
  }

  /** The server is going down for a moment: leave it, each client at another time. */
  private comeBack(afterMs: number): void {
    this.drop();
    this.state.set("reconnecting");
    this.retry = setTimeout(() => this.connect(), afterMs * (0.5 + this.random()));
  }

  private ping(): void {
    if (this.send({ type: "ping" })) this.expect(SILENCE_MS);
  }

  /** Something must be heard within this time, or the socket counts as dead. */
  private expect(ms: number): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.drop();
      this.failed();
    }, ms);
  }

  private failed(): void {
    this.failures += 1;
    if (this.state.get() === "online") this.state.set("reconnecting");
    else if (this.state.get() === "connecting" && this.failures > 1) this.state.set("reconnecting");
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.connect(), backoff(this.failures - 1, this.options.random));
    if (this.failures >= FAILURES_BEFORE_FALLBACK && navigator.onLine) this.fallback.start();
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    clearTimeout(this.silence);
    clearInterval(this.beat);
    socket?.close();
  }

  private random(): number {
    return (this.options.random ?? Math.random)();
  }
}

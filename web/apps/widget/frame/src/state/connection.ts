import type { ClientFrame, ServerFrame } from "../api/types";
import { backoff } from "./backoff";
import { Observable } from "./observable";

/** `polling`: sockets do not get through, but requests do; nothing is lost, only slower. */
export type ConnectionState = "idle" | "connecting" | "online" | "polling" | "reconnecting";

export interface ConnectionOptions {
  url: URL;
  hello: () => { token: string; last_seq: number };
  onFrame: (frame: ServerFrame) => void;
  /** Fetches what is new; rejects when there is no connection at all. */
  poll: () => Promise<void>;
  /** For tests. */
  random?: () => number;
}

const PING_EVERY_MS = 20_000;
const SILENCE_MS = 10_000;
const WELCOME_MS = 8_000;
const POLL_EVERY_MS = 3_000;
const FAILURES_BEFORE_POLLING = 2;

/** Keeps a socket open, or polls while none can be had. Says nothing itself but hello, ping and what it is given. */
export class Connection {
  readonly state = new Observable<ConnectionState>("idle");
  private socket: WebSocket | null = null;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private polls: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ConnectionOptions) {}

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
    clearTimeout(this.polls);
    this.drop();
    this.failures = 0;
    this.state.set("idle");
  }

  /** Says hello again, for instance because the session is a new one. */
  restart(): void {
    if (this.state.get() === "idle") return;
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
    this.expect(WELCOME_MS);
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
    clearTimeout(this.polls);
    this.polls = undefined;
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
    if (this.failures >= FAILURES_BEFORE_POLLING && this.polls === undefined) this.pollOnce();
  }

  private pollOnce(): void {
    const again = (state: ConnectionState): void => {
      if (this.polls === undefined) return;
      this.state.set(state);
      this.polls = setTimeout(() => this.pollOnce(), POLL_EVERY_MS);
    };
    this.polls = setTimeout(() => undefined);
    this.options.poll().then(
      () => again("polling"),
      () => again("reconnecting"),
    );
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

import type { ClientFrame, ServerFrame } from "../api/types";

/** Stands in for the browser's WebSocket in tests, which play the server. */
export class FakeSocket {
  static made: FakeSocket[] = [];
  static readonly OPEN = 1;

  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: ClientFrame[] = [];

  constructor(readonly url: URL) {
    FakeSocket.made.push(this);
  }

  static get last(): FakeSocket {
    const socket = this.made[this.made.length - 1];
    if (!socket) throw new Error("no socket was made");
    return socket;
  }

  send(data: string): void {
    this.sent.push(JSON.parse(data) as ClientFrame);
  }

  close(): void {
    this.readyState = 3;
  }

  /** The server accepts and welcomes. */
  welcome(): void {
    this.readyState = 1;
    this.onopen?.();
    this.say({ type: "welcome", conversation_id: null, last_seq: 0 });
  }

  say(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The network or the server ends it. */
  end(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

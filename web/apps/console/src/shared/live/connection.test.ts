import type { ServerFrame } from "@switchboard/api-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { LiveConnection, type LiveStatus, reconnectDelay } from "./connection";

class FakeSocket {
  sent: { type: string; [key: string]: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.onclose?.();
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function connect() {
  const sockets: FakeSocket[] = [];
  const frames: ServerFrame[] = [];
  const statuses: LiveStatus[] = [];
  const renew = vi.fn(async () => undefined);
  const connection = new LiveConnection({
    url: "ws://console.test/ws/console",
    onFrame: (frame) => frames.push(frame),
    onStatus: (status) => statuses.push(status),
    renew,
    random: () => 1,
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  connection.start();
  const last = () => sockets.at(-1) as FakeSocket;
  return { connection, sockets, frames, statuses, renew, last };
}

describe("LiveConnection", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("says hello, then subscribes from the last seq again after a break", () => {
    const { connection, last, sockets } = connect();
    last().onopen?.();
    expect(last().sent).toEqual([{ type: "hello" }]);
    last().say({ type: "welcome" });
    let seq = 3;
    connection.watch("cnv_1", () => seq);
    expect(last().sent.at(-1)).toEqual({
      type: "subscribe",
      conversation_id: "cnv_1",
      last_seq: 3,
    });

    seq = 7;
    last().close();
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(2);
    last().say({ type: "welcome" });
    expect(last().sent).toContainEqual({
      type: "subscribe",
      conversation_id: "cnv_1",
      last_seq: 7,
    });
  });

  it("renews the session when it was refused before the welcome", () => {
    const { last, renew } = connect();
    last().close();
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it("leaves a socket that went silent", () => {
    const { last, sockets, statuses } = connect();
    last().say({ type: "welcome" });
    vi.advanceTimersByTime(60_000);
    expect(statuses).toContain("waiting");
    vi.advanceTimersByTime(1_000);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it("returns when a draining server said so, and not after stop", () => {
    const { connection, last, sockets } = connect();
    last().say({ type: "welcome" });
    last().say({ type: "reconnect", after_ms: 2_000 });
    vi.advanceTimersByTime(1_999);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    connection.stop();
    vi.advanceTimersByTime(120_000);
    expect(sockets).toHaveLength(2);
  });

  it("knows that it is away as soon as the browser is, and is back with it", () => {
    const { connection, last, sockets, statuses, renew } = connect();
    last().say({ type: "welcome" });
    connection.lost();
    expect(statuses.at(-1)).toBe("waiting");
    expect(connection.send({ type: "ping" })).toBe(false);
    connection.nudge();
    expect(sockets).toHaveLength(2);
    expect(renew).not.toHaveBeenCalled();
    // A browser can be wrong about being offline: it is tried again without its word, too.
    last().say({ type: "welcome" });
    connection.lost();
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(3);
  });

  it("doubts a socket when nudged, and leaves it unless it answers soon", () => {
    const { connection, last, sockets } = connect();
    last().say({ type: "welcome" });
    connection.nudge();
    expect(last().sent.at(-1)).toEqual({ type: "ping" });
    last().say({ type: "pong" });
    vi.advanceTimersByTime(4_000);
    expect(sockets).toHaveLength(1);
    connection.nudge();
    vi.advanceTimersByTime(4_500);
    expect(sockets).toHaveLength(2);
  });

  it("ignores rubbish", () => {
    const { last, frames } = connect();
    last().onmessage?.({ data: "<html>" });
    expect(frames).toEqual([]);
  });
});

describe("reconnectDelay", () => {
  it("doubles, is jittered over the whole range, and has a ceiling", () => {
    expect([0, 1, 2].map((attempt) => reconnectDelay(attempt, () => 1))).toEqual([500, 1000, 2000]);
    expect(reconnectDelay(3, () => 0)).toBe(0);
    expect(reconnectDelay(50, () => 1)).toBe(15_000);
  });
});

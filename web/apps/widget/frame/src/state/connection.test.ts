import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ServerFrame } from "../api/types";
import { Connection } from "./connection";
import type { Hearing } from "./events";
import { FakeSocket } from "./fake-socket";

let connection: Connection;
const poll = vi.fn<() => Promise<void>>();
const heard: ServerFrame[] = [];
/** Event streams that were asked for; null once they were closed. */
let streams: (Hearing | null)[] = [];

function stream(): Hearing {
  const last = streams[streams.length - 1];
  if (!last) throw new Error("no stream is open");
  return last;
}

function listen(hearing: Hearing): { close: () => void } {
  const number = streams.push(hearing) - 1;
  return { close: () => (streams[number] = null) };
}

const WELCOME = JSON.stringify({ type: "welcome", conversation_id: null, last_seq: 0 });

/** Two sockets fail, as where they are blocked. */
async function blocked(): Promise<void> {
  FakeSocket.last.end();
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.end();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.made = [];
  heard.length = 0;
  streams = [];
  poll.mockReset().mockResolvedValue();
  connection = new Connection({
    url: new URL("ws://server.test/ws/widget"),
    hello: () => ({ token: "tok", last_seq: 7 }),
    onFrame: (frame) => heard.push(frame),
    listen,
    poll,
    random: () => 1,
  });
  connection.start();
});

afterEach(() => {
  connection.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("Connection", () => {
  it("says hello with the last seq, and is online when welcomed", () => {
    expect(connection.state.get()).toBe("connecting");
    expect(connection.send({ type: "ping" })).toBe(false);
    FakeSocket.last.welcome();
    expect(FakeSocket.last.sent).toEqual([{ type: "hello", token: "tok", last_seq: 7 }]);
    expect(connection.state.get()).toBe("online");
    expect(heard).toHaveLength(1);
  });

  it("comes back with longer and longer waits, and forgets them when welcomed", async () => {
    FakeSocket.last.welcome();
    FakeSocket.last.end();
    expect(connection.state.get()).toBe("reconnecting");
    for (const wait of [500, 1000, 2000]) {
      const made = FakeSocket.made.length;
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(FakeSocket.made).toHaveLength(made);
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeSocket.made).toHaveLength(made + 1);
      FakeSocket.last.end();
    }
    await vi.advanceTimersByTimeAsync(4000);
    FakeSocket.last.welcome();
    FakeSocket.last.end();
    const made = FakeSocket.made.length;
    await vi.advanceTimersByTimeAsync(500);
    expect(FakeSocket.made).toHaveLength(made + 1);
  });

  it("waits longer for its welcome at later tries, so that a slow server gets through them", async () => {
    for (const [patience, rest] of [
      [8_000, 500],
      [16_000, 1_000],
      [32_000, 2_000],
      [32_000, 4_000],
    ] as const) {
      const made = FakeSocket.made.length;
      await vi.advanceTimersByTimeAsync(patience + rest - 1);
      expect(FakeSocket.made).toHaveLength(made);
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeSocket.made).toHaveLength(made + 1);
    }
  });

  it("tries at once when the browser is online again", () => {
    FakeSocket.last.welcome();
    FakeSocket.last.end();
    dispatchEvent(new Event("online"));
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("says so at once when the browser goes offline, and leaves the socket", () => {
    FakeSocket.last.welcome();
    dispatchEvent(new Event("offline"));
    expect(connection.state.get()).toBe("reconnecting");
    expect(connection.send({ type: "ping" })).toBe(false);
    dispatchEvent(new Event("online"));
    FakeSocket.last.welcome();
    expect(connection.state.get()).toBe("online");
  });

  it("leaves a socket that is silent after a ping", async () => {
    FakeSocket.last.welcome();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(FakeSocket.last.sent).toContainEqual({ type: "ping" });
    FakeSocket.last.say({ type: "pong" });
    await vi.advanceTimersByTimeAsync(19_999);
    expect(connection.state.get()).toBe("online");
    await vi.advanceTimersByTimeAsync(10_001);
    expect(connection.state.get()).toBe("reconnecting");
  });

  it("hears an event stream while sockets are blocked, until one gets through", async () => {
    await blocked();
    stream().onData(WELCOME);
    expect(connection.state.get()).toBe("streaming");
    stream().onData(JSON.stringify({ type: "draft_dropped", conversation_id: "c", turn_id: "t" }));
    expect(heard.map(({ type }) => type)).toEqual(["welcome", "draft_dropped"]);
    expect(connection.send({ type: "ping" })).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.welcome();
    expect(connection.state.get()).toBe("online");
    expect(streams).toEqual([null]);
    expect(poll).not.toHaveBeenCalled();
  });

  it("polls where a stream is kept back too, and tries it again ever more seldom", async () => {
    await blocked();
    stream().onLife();
    for (let second = 0; second < 120; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      FakeSocket.last.end();
    }
    expect(connection.state.get()).toBe("polling");
    expect(poll.mock.calls.length).toBeGreaterThan(10);
    expect(streams.length).toBeGreaterThan(2);
    expect(streams.length).toBeLessThan(6);
    const made = FakeSocket.made.length;
    while (FakeSocket.made.length === made) await vi.advanceTimersByTimeAsync(100);
    FakeSocket.last.welcome();
    const polls = poll.mock.calls.length;
    await vi.advanceTimersByTimeAsync(9_000);
    expect(poll.mock.calls).toHaveLength(polls);
    expect(connection.state.get()).toBe("online");
  });

  it("listens again after a stream that broke off or fell silent", async () => {
    await blocked();
    stream().onData(WELCOME);
    stream().onEnd();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state.get()).toBe("polling");
    await vi.advanceTimersByTimeAsync(12_000);
    expect(streams.length).toBeGreaterThan(1);
    stream().onLife();
    stream().onData(WELCOME);
    const opened = streams.length;
    await vi.advanceTimersByTimeAsync(39_000);
    expect(streams[opened - 1]).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(streams[opened - 1]).toBeNull();
  });

  it("asks for a new session when the stream is refused", async () => {
    await blocked();
    stream().onEnd(401);
    expect(heard).toEqual([{ type: "error", problem: { status: 401 } }]);
  });

  it("says that it reconnects when polling fails too", async () => {
    poll.mockRejectedValue(new Error("no network"));
    await blocked();
    stream().onEnd();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state.get()).toBe("reconnecting");
  });

  it("goes when the server asks, and comes back after the time it names", async () => {
    FakeSocket.last.welcome();
    FakeSocket.last.say({ type: "reconnect", after_ms: 1000 });
    expect(connection.state.get()).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(1500);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("is quiet after stop", async () => {
    connection.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(poll).not.toHaveBeenCalled();
  });
});

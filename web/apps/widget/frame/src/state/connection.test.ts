import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ServerFrame } from "../api/types";
import { Connection } from "./connection";
import { FakeSocket } from "./fake-socket";

let connection: Connection;
const poll = vi.fn<() => Promise<void>>();
const heard: ServerFrame[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.made = [];
  heard.length = 0;
  poll.mockReset().mockResolvedValue();
  connection = new Connection({
    url: new URL("ws://server.test/ws/widget"),
    hello: () => ({ token: "tok", last_seq: 7 }),
    onFrame: (frame) => heard.push(frame),
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

  it("polls while sockets are blocked, and stops when one gets through", async () => {
    FakeSocket.last.end();
    await vi.advanceTimersByTimeAsync(500);
    FakeSocket.last.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state.get()).toBe("polling");
    await vi.advanceTimersByTimeAsync(900);
    const polls = poll.mock.calls.length;
    await vi.advanceTimersByTimeAsync(2100);
    expect(poll.mock.calls.length).toBeGreaterThan(polls);
    FakeSocket.last.welcome();
    const atWelcome = poll.mock.calls.length;
    await vi.advanceTimersByTimeAsync(9000);
    expect(poll.mock.calls).toHaveLength(atWelcome);
    expect(connection.state.get()).toBe("online");
  });

  it("says that it reconnects when polling fails too", async () => {
    poll.mockRejectedValue(new Error("no network"));
    FakeSocket.last.end();
    await vi.advanceTimersByTimeAsync(500);
    FakeSocket.last.end();
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

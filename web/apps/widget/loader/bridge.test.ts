import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { FromFrame } from "../shared/protocol";
import { type Bridge, createBridge } from "./bridge";

const ORIGIN = "https://chat.test";
const NONCE = "n-1";

let frame: HTMLIFrameElement;
let bridge: Bridge;
let end: AbortController;
let posted: unknown[][];
const heard: FromFrame[] = [];

function say(
  body: FromFrame,
  from: { origin?: string; nonce?: string; source?: unknown } = {},
): void {
  const event = new MessageEvent("message", {
    data: { switchboard: from.nonce ?? NONCE, body },
    origin: from.origin ?? ORIGIN,
    source: ("source" in from ? from.source : frame.contentWindow) as Window,
  });
  dispatchEvent(event);
}

beforeEach(() => {
  heard.length = 0;
  posted = [];
  frame = document.body.appendChild(document.createElement("iframe"));
  vi.spyOn(frame.contentWindow as Window, "postMessage").mockImplementation(
    (...message: unknown[]) => void posted.push(message),
  );
  end = new AbortController();
  bridge = createBridge(
    ORIGIN,
    NONCE,
    () => frame,
    (body) => heard.push(body),
    end,
  );
});

afterEach(() => {
  end.abort();
  vi.useRealTimers();
  frame.remove();
});

describe("createBridge", () => {
  it("believes only the frame, its origin and the nonce", () => {
    say({ type: "unread", count: 1 }, { origin: "https://evil.test" });
    say({ type: "unread", count: 2 }, { nonce: "other" });
    say({ type: "unread", count: 3 }, { source: window });
    expect(heard).toEqual([]);
    say({ type: "unread", count: 4 });
    expect(heard).toEqual([{ type: "unread", count: 4 }]);
  });

  it("holds what is asked before the frame is ready, and names the frame's origin as the only reader", () => {
    void bridge.ask({ type: "opened" });
    expect(posted).toEqual([]);
    say({ type: "ready" });
    expect(posted).toEqual([[{ switchboard: NONCE, id: 1, body: { type: "opened" } }, ORIGIN]]);
  });

  it("resolves or rejects with the frame's answer", async () => {
    say({ type: "ready" });
    const good = expect(bridge.ask({ type: "shutdown" })).resolves.toBe(true);
    const bad = expect(bridge.ask({ type: "newMessage", text: "x" })).rejects.toThrow("no");
    say({ type: "done", id: 1 });
    say({ type: "done", id: 2, error: "no" });
    await Promise.all([good, bad]);
  });

  it("waits two seconds for a frame that does not come, and still tells it when it does", async () => {
    vi.useFakeTimers();
    const asked = expect(bridge.ask({ type: "newMessage", text: "x" })).resolves.toBeUndefined();
    await vi.advanceTimersByTimeAsync(2000);
    await asked;
    say({ type: "ready" });
    expect(posted).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { connectHost } from "./bridge";

const HOST = "https://shop.test";
const posted: unknown[][] = [];
const page = { postMessage: (...message: unknown[]) => void posted.push(message) };

function say(body: unknown, origin = HOST, source: unknown = page): void {
  const event = new MessageEvent("message", { data: { switchboard: "n", id: 7, body }, origin });
  Object.defineProperty(event, "source", { value: source });
  dispatchEvent(event);
}

const bodies = (): unknown[] => posted.map(([envelope]) => (envelope as { body: unknown }).body);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("parent", page);
  posted.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("connectHost", () => {
  it("hears the page around it and nobody else, and says when a thing is done", async () => {
    const heard: unknown[] = [];
    connectHost(HOST, "n").listen((body) => void heard.push(body.type));
    say({ type: "opened" }, "https://evil.test");
    say({ type: "opened" }, HOST, window);
    expect(heard).toEqual([]);
    say({ type: "opened" });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(["opened"]);
    expect(posted).toEqual([[{ switchboard: "n", body: { type: "done", id: 7 } }, HOST]]);
  });

  it("asks for a token, and gives up on a page that does not answer", async () => {
    const host = connectHost(HOST, "n");
    host.listen(() => undefined);
    const [first, second, third] = [host.askToken(), host.askToken(), host.askToken()];
    const late = expect(third).rejects.toThrow("no token");
    const failed = expect(second).rejects.toThrow("no token");
    expect(bodies()).toEqual([1, 2, 3].map((wish) => ({ type: "token", wish })));
    say({ type: "token", wish: 2, token: null, failed: true });
    say({ type: "token", wish: 1, token: "jwt" });
    await expect(first).resolves.toBe("jwt");
    await failed;
    await vi.advanceTimersByTimeAsync(10_000);
    await late;
  });
});

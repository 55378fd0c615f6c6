import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";

import { EventParser, listenToEvents } from "./events";

afterEach(() => vi.unstubAllGlobals());

describe("EventParser", () => {
  it("gives the same events however the bytes are cut, and nothing of one that broke off", () => {
    const text = fc.string().filter((one) => !/[\r\n]/u.test(one));
    const cuts = fc.array(fc.nat(200), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(text), cuts, fc.boolean(), (events, places, crlf) => {
        const end = crlf ? "\r\n" : "\n";
        const whole = events.map((data) => `id: 7${end}data: ${data}${end}${end}:${end}${end}`);
        const stream = `${whole.join("")}data: broken of`;
        const heard: string[] = [];
        const parser = new EventParser((data) => heard.push(data));
        const at = [0, ...places.filter((one) => one < stream.length).sort((a, b) => a - b)];
        at.forEach((from, index) => parser.push(stream.slice(from, at[index + 1])));
        expect(heard).toEqual(events);
      }),
    );
  });
});

describe("listenToEvents", () => {
  const url = new URL("https://chat.test/api/v1/widget/events");

  it("hears characters that are cut in two, and says when it ends", async () => {
    const bytes = new TextEncoder().encode('data: "grüße"\n\n');
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const fetched = vi.fn().mockResolvedValue(new Response(body));
    vi.stubGlobal("fetch", fetched);
    const [onData, onLife] = [vi.fn(), vi.fn()];
    const status = await new Promise((onEnd) =>
      listenToEvents(url, "tok", { onData, onLife, onEnd }),
    );
    expect(onData.mock.calls).toEqual([['"grüße"']]);
    expect(onLife).toHaveBeenCalledTimes(bytes.length);
    expect(status).toBeUndefined();
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ headers: { Authorization: "Bearer tok" } });
  });

  it("says with which status it was refused", async () => {
    vi.stubGlobal("fetch", vi.fn().mockResolvedValue(new Response("", { status: 401 })));
    const nothing = vi.fn();
    const hearing = { onData: nothing, onLife: nothing };
    const status = await new Promise((onEnd) => listenToEvents(url, "tok", { ...hearing, onEnd }));
    expect(status).toBe(401);
    expect(nothing).not.toHaveBeenCalled();
  });
});

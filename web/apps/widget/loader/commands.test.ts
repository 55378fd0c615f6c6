import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ToFrame } from "../shared/protocol";
import { createCommands, type Run } from "./commands";

const BASE = new URL("https://chat.test/");
let run: Run;
/** What the frame was told, by the loader's own window as the frame: jsdom loads none. */
let told: ToFrame[];
let closed: ShadowRoot;

/** The root is closed, so the test keeps a hand in the door. */
beforeEach(() => {
  told = [];
  vi.stubGlobal("visualViewport", null);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: vi.fn() }));
  vi.stubGlobal("fetch", () =>
    Promise.resolve(
      Response.json({
        color: "#ffcc00",
        position: "left",
        launcher_icon: "chat",
        launcher_text: {},
      }),
    ),
  );
  const attach = HTMLElement.prototype.attachShadow;
  vi.spyOn(HTMLElement.prototype, "attachShadow").mockImplementation(function (this: HTMLElement) {
    closed = attach.call(this, { mode: "open" });
    return closed;
  });
  document.documentElement.lang = "en";
  run = createCommands(BASE);
});

afterEach(async () => {
  frame()?.remove();
  document.querySelectorAll("switchboard-widget").forEach((one) => one.remove());
  vi.unstubAllGlobals();
  sessionStorage.clear();
  localStorage.clear();
});

const frame = (): HTMLIFrameElement | null => closed?.querySelector("iframe") ?? null;
const button = (): HTMLElement => closed.querySelector("button") as HTMLElement;

function secretOf(from: HTMLIFrameElement | null): Record<string, unknown> {
  return JSON.parse(decodeURIComponent(new URL(from?.src ?? "").hash.slice(1))) as Record<
    string,
    unknown
  >;
}

/** The frame arrives and says so; from then on `told` has what it hears. */
function frameSays(body: unknown): void {
  const source = frame()?.contentWindow as Window;
  const nonce = secretOf(frame())["nonce"];
  vi.spyOn(source, "postMessage").mockImplementation((message: { body: ToFrame }) => {
    told.push(message.body);
  });
  dispatchEvent(
    new MessageEvent("message", {
      data: { switchboard: nonce, body },
      origin: BASE.origin,
      source,
    }),
  );
}

describe("Switchboard", () => {
  it("does what was called before boot once it has booted, in order", async () => {
    const order: string[] = [];
    run("on", "ready", () => order.push("ready"));
    run("on", "open", () => order.push("open"));
    run("on", "close", () => order.push("close"));
    const calls = [run("open"), run("close")];
    await run("boot", { key: "wk_1" });
    await Promise.all(calls);
    expect(order.sort()).toEqual(["close", "open", "ready"]);
    const late = vi.fn();
    run("on", "ready", late);
    expect(late).toHaveBeenCalledOnce();
  });

  it("loads nothing of the chat until somebody comes near", async () => {
    await run("boot", { key: "wk_1", hideLauncher: true });
    expect(frame()).toBeNull();
    button().dispatchEvent(new Event("pointerenter"));
    expect(frame()?.src).toMatch(/^https:\/\/chat\.test\/widget\/\?key=wk_1&locale=en#/u);
  });

  it("looks as the inbox wants, unless the page says otherwise", async () => {
    await run("boot", { key: "wk_1", side: "right", offset: { y: 80 } });
    const root = closed.querySelector<HTMLElement>("#r") as HTMLElement;
    expect(root.className).toBe("");
    expect(root.style.getPropertyValue("--c")).toBe("#ffcc00");
    expect(root.style.getPropertyValue("--on")).toBe("#101814");
    expect(root.style.getPropertyValue("--y")).toBe("80px");
    await run("update", { color: "#112233", side: "left" });
    expect(root.className).toBe("l");
    expect(root.style.getPropertyValue("--on")).toBe("#fff");
  });

  it("hands on who the visitor is, once, also when a page boots at each visit", async () => {
    await run("boot", { key: "wk_1", name: "Ann" });
    await run("boot", { key: "wk_1", name: "Ann" });
    void run("open");
    await vi.waitFor(() => expect(frame()).not.toBeNull());
    frameSays({ type: "ready" });
    const names = told.filter(({ type }) => type === "identify");
    expect(names).toEqual([{ type: "identify", identity: { name: "Ann" } }]);
  });

  it("gives the frame a fresh token when it asks, and says when it has none", async () => {
    const getToken = vi.fn().mockResolvedValueOnce("jwt").mockRejectedValueOnce(new Error("no"));
    await run("boot", { key: "wk_1", getToken });
    await run("open");
    expect(secretOf(frame())).toMatchObject({ asks: true, forget: false });
    frameSays({ type: "ready" });
    frameSays({ type: "token", wish: 1 });
    frameSays({ type: "token", wish: 2 });
    await vi.waitFor(() =>
      expect(told.filter(({ type }) => type === "token")).toEqual([
        { type: "token", wish: 1, token: "jwt", failed: false },
        { type: "token", wish: 2, token: null, failed: true },
      ]),
    );
  });

  it("opens by the page's own button, comes back after a page swap, and goes without a trace", async () => {
    document.body.innerHTML = '<button class="help"><b>Help</b></button>';
    await run("boot", { key: "wk_1", launcher: ".help" });
    document.querySelector<HTMLElement>(".help b")?.click();
    expect(button().getAttribute("aria-expanded")).toBe("true");
    closed.host.remove();
    await vi.waitFor(() => expect(closed.host.isConnected).toBe(true));
    frameSays({ type: "ready" });
    const gone = run("shutdown");
    await vi.waitFor(() => expect(told).toContainEqual({ type: "shutdown" }));
    frameSays({ type: "done", id: told.length });
    for (let id = 1; id <= told.length; id += 1) frameSays({ type: "done", id });
    await gone;
    expect(closed.host.isConnected).toBe(false);
  });

  it("boots anew when it is told to right after a shutdown", async () => {
    await run("boot", { key: "wk_1" });
    const before = closed.host;
    await Promise.all([run("shutdown"), run("boot", { key: "wk_1" })]);
    expect(before.isConnected).toBe(false);
    expect(closed.host.isConnected).toBe(true);
  });

  it("tells when there is no such widget or command, and does without a look that comes late", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { status: 404 })));
    const failed = vi.fn();
    run("on", "error", failed);
    await expect(run("boot", { key: "wk_none" })).rejects.toThrow("wk_none");
    expect(failed).toHaveBeenCalledOnce();
    const late = { ok: true, json: () => Promise.reject(new DOMException("", "TimeoutError")) };
    vi.stubGlobal("fetch", () => Promise.resolve(late));
    await run("boot", { key: "wk_1" });
    // @ts-expect-error there is no such command
    await expect(run("dance")).rejects.toThrow("dance");
    await expect(run("boot", {} as never)).rejects.toThrow("key");
  });
});

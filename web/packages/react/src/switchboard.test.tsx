import { act, render, renderHook, waitFor } from "@testing-library/react";
import { type ReactElement, type ReactNode, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { SwitchboardProvider, SwitchboardWidget, useSwitchboard, useSwitchboardEvent } from ".";
import type { SwitchboardFunction } from "./sdk";

const BASE = "https://chat.test";
const KEY = "wk_1";

/** What the page's Switchboard was asked, and who listens to it. */
let calls: unknown[][];
let listeners: Map<string, Set<(data: unknown) => void>>;
let site = 0;

const named = (name: string): unknown[][] => calls.filter(([command]) => command === name);
const emit = (name: string, data?: unknown): void =>
  listeners.get(name)?.forEach((listener) => listener(data));

/** The script arrives: what widget.js does, as far as the package can see. */
function arrive(): void {
  const run = (command: string, ...given: unknown[]): unknown => {
    calls.push([command, ...given]);
    if (command !== "on") return Promise.resolve();
    const [event, listener] = given as [string, (data: unknown) => void];
    const heard = listeners.get(event) ?? new Set();
    listeners.set(event, heard.add(listener));
    return () => heard.delete(listener);
  };
  window.Switchboard = Object.assign(run, { loaded: true }) as unknown as SwitchboardFunction;
  scripts().forEach((script) => script.dispatchEvent(new Event("load")));
}

const scripts = (): HTMLScriptElement[] => [...document.querySelectorAll("script")];

function wrapped({ children }: { children: ReactNode }): ReactElement {
  return (
    <SwitchboardProvider baseUrl={`${BASE}/${site}/`} widgetKey={KEY}>
      {children}
    </SwitchboardProvider>
  );
}

beforeEach(() => {
  calls = [];
  listeners = new Map();
  site += 1;
  delete window.Switchboard;
  scripts().forEach((script) => script.remove());
});

describe("SwitchboardProvider", () => {
  it("renders its children on a server, and does nothing else", () => {
    const html = renderToString(
      <SwitchboardProvider baseUrl={BASE} widgetKey={KEY}>
        <p>Shop</p>
      </SwitchboardProvider>,
    );
    expect(html).toBe("<p>Shop</p>");
    expect(scripts()).toEqual([]);
  });

  it("loads the script once and boots, in strict mode too", async () => {
    render(
      <StrictMode>
        <SwitchboardProvider baseUrl={`${BASE}/${site}`} widgetKey={KEY} nonce="n1" color="#112233">
          <SwitchboardWidget baseUrl={`${BASE}/${site}`} widgetKey={KEY} />
        </SwitchboardProvider>
      </StrictMode>,
    );
    expect(scripts().map(({ src, nonce }) => [src, nonce])).toHaveLength(1);
    expect(scripts()[0]?.src).toBe(`${BASE}/${site}/widget.js`);
    arrive();
    await waitFor(() => expect(named("boot").length).toBeGreaterThan(0));
    expect(named("boot")).toContainEqual(["boot", { key: KEY, color: "#112233" }]);
  });

  it("boots again only when an option has another value", async () => {
    const shop = (name: string): ReactElement => (
      <SwitchboardProvider
        baseUrl={`${BASE}/${site}`}
        widgetKey={KEY}
        name={name}
        offset={{ x: 10 }}
        getToken={() => `token of ${name}`}
      />
    );
    const { rerender } = render(shop("Ann"));
    arrive();
    await waitFor(() => expect(named("boot")).toHaveLength(1));
    rerender(shop("Ann"));
    rerender(shop("Bea"));
    await waitFor(() => expect(named("boot")).toHaveLength(2));
    const options = named("boot")[1]?.[1] as { name: string; getToken: () => string };
    expect(options.name).toBe("Bea");
    expect(options.getToken()).toBe("token of Bea");
  });

  it("waits for boot where it is told to", async () => {
    const { result } = renderHook(() => useSwitchboard(), {
      wrapper: ({ children }) => (
        <SwitchboardProvider baseUrl={`${BASE}/${site}`} widgetKey={KEY} autoBoot={false}>
          {children}
        </SwitchboardProvider>
      ),
    });
    await act(async () => {
      const opened = result.current.boot({ email: "ann@example.com" });
      arrive();
      await opened;
    });
    expect(named("boot")).toEqual([["boot", { key: KEY, email: "ann@example.com" }]]);
  });

  it("calls the handlers of the last render, and none once it is gone", async () => {
    const [first, last] = [vi.fn(), vi.fn()];
    const shop = (onUnread: (count: number) => void): ReactElement => (
      <SwitchboardProvider baseUrl={`${BASE}/${site}`} widgetKey={KEY} onUnread={onUnread} />
    );
    const { rerender, unmount } = render(shop(first));
    arrive();
    await waitFor(() => expect(named("on").length).toBeGreaterThan(0));
    rerender(shop(last));
    emit("unread", 3);
    expect(first).not.toHaveBeenCalled();
    expect(last).toHaveBeenCalledWith(3);
    unmount();
    emit("unread", 4);
    expect(last).toHaveBeenCalledTimes(1);
  });
});

describe("useSwitchboard", () => {
  it("asks in the order in which it was called, before the script has come too", async () => {
    const { result } = renderHook(() => useSwitchboard(), { wrapper: wrapped });
    const done = Promise.all([
      result.current.identify({ token: "t" }),
      result.current.newMessage("Hello"),
      result.current.track("basket", { euros: 12 }),
    ]);
    arrive();
    await done;
    expect(calls.filter(([command]) => !["on", "boot"].includes(String(command)))).toEqual([
      ["identify", { token: "t" }],
      ["newMessage", "Hello"],
      ["track", "basket", { euros: 12 }],
    ]);
  });

  it("says so when the script cannot be loaded, and tries again the next time", async () => {
    const { result } = renderHook(() => useSwitchboard(), { wrapper: wrapped });
    const failed = result.current.open();
    scripts()[0]?.dispatchEvent(new Event("error"));
    await expect(failed).rejects.toThrow("could not be loaded");
    const opened = result.current.open();
    arrive();
    await opened;
    expect(named("open")).toHaveLength(1);
  });

  it("needs a provider", () => {
    vi.spyOn(console, "error").mockReturnValue();
    expect(() => renderHook(() => useSwitchboard())).toThrow("SwitchboardProvider");
  });
});

describe("useSwitchboardEvent", () => {
  it("listens while it is mounted", async () => {
    const heard = vi.fn();
    const { unmount } = renderHook(() => useSwitchboardEvent("message:sent", heard), {
      wrapper: wrapped,
    });
    arrive();
    await waitFor(() => expect(listeners.get("message:sent")?.size).toBe(1));
    emit("message:sent", { text: "Hi" });
    expect(heard).toHaveBeenCalledWith({ text: "Hi" });
    unmount();
    expect(listeners.get("message:sent")?.size).toBe(0);
  });
});

describe("SwitchboardWidget", () => {
  it("shows the launcher while it is mounted", async () => {
    const { unmount } = render(<SwitchboardWidget baseUrl={`${BASE}/${site}`} widgetKey={KEY} />);
    arrive();
    await waitFor(() => expect(named("show")).toHaveLength(1));
    expect(named("shutdown")).toEqual([]);
    unmount();
    await waitFor(() => expect(named("hide")).toHaveLength(1));
  });
});

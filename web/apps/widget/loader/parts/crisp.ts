import type { SwitchboardEvent } from "@switchboard/react/sdk";

import { uuid } from "../../shared/uuid";
import { given, keyFrom, loadWidget, originOf, switchboard, text, watchState } from "./shim";

/**
 * Answers `$crisp.push([…])` with Switchboard, for sites that move over: their snippet and `crisp-sdk-web`, loaded
 * before or after this. The widget key is in this script's address, crisp.js?key=wk_…, or in place of the website's id.
 */
type Push = [verb: string, what: string, value?: unknown, more?: unknown];
type Listener = (data?: unknown) => void;

interface CrispPage {
  $crisp?: ArrayLike<Push>;
  CRISP_WEBSITE_ID?: string;
  CRISP_RUNTIME_CONFIG?: { locale?: string };
  CRISP_READY_TRIGGER?: unknown;
}

const EVENTS: Record<string, SwitchboardEvent> = {
  "session:loaded": "ready",
  "chat:opened": "open",
  "chat:closed": "close",
  "chat:initiated": "conversation:started",
  "message:sent": "message:sent",
  "message:received": "message:received",
};

/** The colours that Crisp has names for. */
const COLORS: Record<string, string> = {
  amber: "#ffb300",
  black: "#1c1c1c",
  blue: "#1972f5",
  blue_grey: "#546e7a",
  light_blue: "#039be5",
  brown: "#6d4c41",
  cyan: "#00acc1",
  green: "#43a047",
  light_green: "#7cb342",
  grey: "#757575",
  indigo: "#3949ab",
  orange: "#fb8c00",
  deep_orange: "#f4511e",
  pink: "#d81b60",
  purple: "#8e24aa",
  deep_purple: "#5e35b1",
  red: "#e53935",
  teal: "#00897b",
};

const state = watchState();
const identifier = uuid();
/** What was set, for `get`. */
const values = new Map<string, unknown>();
const data: Record<string, unknown> = {};
/** How each event's listeners are ended. */
const endings = new Map<string, { listener: unknown; end: () => void }[]>();

function install(): void {
  const page = window as CrispPage;
  const { key, base } = originOf("crisp.js");
  const early = Array.from(page.$crisp ?? []);
  const boot = (): void => {
    const { locale } = page.CRISP_RUNTIME_CONFIG ?? {};
    void switchboard()("boot", { key: keyFrom(key, page.CRISP_WEBSITE_ID), ...given({ locale }) });
  };
  const push = (...pushed: Push[]): void => pushed.forEach((one) => perform(one, boot));
  Object.assign(window, { $crisp: { push, is, get } });
  loadWidget(base);
  boot();
  early.forEach((one) => perform(one, boot));
  if (typeof page.CRISP_READY_TRIGGER === "function") {
    switchboard()("on", "ready", page.CRISP_READY_TRIGGER as () => void);
  }
}

function is(what: string): boolean {
  const facts: Record<string, boolean> = {
    "chat:opened": state.open,
    "chat:closed": !state.open,
    "chat:visible": state.visible,
    "chat:hidden": !state.visible,
    "session:ongoing": true,
  };
  return facts[what] ?? false;
}

function get(what: string, name?: string): unknown {
  if (what === "chat:unread:count") return state.unread;
  if (what === "session:identifier") return identifier;
  if (what === "session:data") return name === undefined ? data : (data[name] ?? null);
  return values.get(what) ?? null;
}

function perform([verb, what, value, more]: Push, boot: () => void): void {
  if (verb === "do") act(what, value, boot);
  else if (verb === "set") set(what, value);
  else if (verb === "config") configure(what, firstOf(value));
  else if (verb === "on") listen(what, value);
  else if (verb === "off") forget(what, more ?? value);
}

function act(what: string, value: unknown, boot: () => void): void {
  const call = switchboard();
  switch (what) {
    case "chat:open":
      return void call("open");
    case "chat:close":
      return void call("close");
    case "chat:toggle":
      return void call("toggle");
    case "chat:show":
      state.visible = true;
      return void call("show");
    case "chat:hide":
      state.visible = false;
      return void call("hide");
    case "session:reset":
      values.clear();
      void call("shutdown");
      return boot();
    case "message:send":
      return void call("newMessage", String((value as unknown[] | undefined)?.[1] ?? ""));
  }
}

/** Values come in arrays: `["set", "user:email", ["ada@example.com"]]`. */
function set(what: string, value: unknown): void {
  const call = switchboard();
  const first = firstOf(value);
  if (what !== "session:event" && what !== "session:data") values.set(what, first);
  if (what === "user:email") void call("identify", given({ email: text(first) }));
  if (what === "user:nickname") void call("identify", given({ name: text(first) }));
  if (what === "message:text") void call("newMessage", text(first) ?? "");
  if (what === "session:event") {
    for (const [name, details] of (first ?? []) as [string, Record<string, unknown>?][]) {
      void call("track", name, details);
    }
  }
  if (what === "session:data") keepData(first, value);
  if (what === "session:segments") {
    void call("track", "segments", {
      segments: (first as unknown[] | undefined)?.join(", ") ?? "",
    });
  }
}

/** Either `[[["plan", "gold"], …]]` or `["plan", "gold"]`. */
function keepData(first: unknown, value: unknown): void {
  const pairs = Array.isArray(first)
    ? (first as [string, unknown][])
    : [value as [string, unknown]];
  const fresh = Object.fromEntries(pairs);
  Object.assign(data, fresh);
  void switchboard()("track", "data", fresh);
}

function configure(what: string, value: unknown): void {
  const color = what === "color:theme" ? COLORS[String(value)] : undefined;
  if (color) void switchboard()("update", { color });
  if (what === "position:reverse") {
    void switchboard()("update", { side: value ? "left" : "right" });
  }
}

function listen(what: string, listener: unknown): void {
  const event = EVENTS[what];
  if (!event || typeof listener !== "function") return;
  // What `on` gives is nothing while the script is still on its way: so each listener can be silenced here.
  let here = true;
  switchboard()("on", event, ((news?: unknown) => {
    if (here) (listener as Listener)(news);
  }) as () => void);
  const end = (): void => {
    here = false;
  };
  endings.set(what, [...(endings.get(what) ?? []), { listener, end }]);
}

/** Without a listener: all of them. */
function forget(what: string, listener: unknown): void {
  const known = endings.get(what) ?? [];
  const gone =
    typeof listener === "function" ? known.filter((one) => one.listener === listener) : known;
  gone.forEach(({ end }) => end());
  endings.set(
    what,
    known.filter((one) => !gone.includes(one)),
  );
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

install();

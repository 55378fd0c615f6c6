import type { SwitchboardEvent } from "@switchboard/react/sdk";

import { given, switchboard, text } from "./shim";

/**
 * Answers `$crisp.push([…])` with Switchboard: for sites that change over. What was pushed already is done too. The
 * widget key stands in this script's address: crisp.js?key=wk_…
 */
type Push = [verb: string, what: string, value?: unknown, more?: unknown];

const DOES: Record<string, "open" | "close" | "toggle" | "show" | "hide"> = {
  "chat:open": "open",
  "chat:close": "close",
  "chat:toggle": "toggle",
  "chat:show": "show",
  "chat:hide": "hide",
};
const HEARD: Record<string, SwitchboardEvent> = {
  "session:loaded": "ready",
  "chat:opened": "open",
  "chat:closed": "close",
  "chat:initiated": "conversation:started",
  "message:sent": "message:sent",
  "message:received": "message:received",
};

function install(key: string): void {
  const page = window as { $crisp?: ArrayLike<Push>; CRISP_RUNTIME_CONFIG?: { locale?: string } };
  const early = Array.from(page.$crisp ?? []);
  const { locale } = page.CRISP_RUNTIME_CONFIG ?? {};
  void switchboard()("boot", { key, ...given({ locale }) });
  const push = (...pushed: Push[]): void => pushed.forEach(perform);
  Object.assign(window, { $crisp: { push, is: () => false, get: () => null } });
  early.forEach(perform);
}

function perform([verb, what, value, more]: Push): void {
  if (verb === "do") act(what, value);
  else if (verb === "set") set(what, value);
  else if (verb === "on" || verb === "off") hear(verb, what, verb === "on" ? value : more);
}

function act(what: string, value: unknown): void {
  const call = switchboard();
  const does = DOES[what];
  if (does) return void call(does);
  if (what === "session:reset") return void call("shutdown");
  if (what === "message:send") {
    return void call("newMessage", String((value as unknown[] | undefined)?.[1] ?? ""));
  }
}

/** Values come in arrays: `["set", "user:email", ["ada@example.com"]]`. */
function set(what: string, value: unknown): void {
  const call = switchboard();
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (what === "user:email") void call("identify", given({ email: text(first) }));
  if (what === "user:nickname") void call("identify", given({ name: text(first) }));
  if (what === "session:event") {
    for (const [name, data] of (first ?? []) as [string, Record<string, unknown>?][]) {
      void call("track", name, data);
    }
  }
}

function hear(verb: "on" | "off", what: string, listener: unknown): void {
  const event = HEARD[what];
  if (event && typeof listener === "function")
    switchboard()(verb as "on", event, listener as () => void);
}

install(new URL(import.meta.url).searchParams.get("key") ?? "");

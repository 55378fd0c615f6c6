import type { SwitchboardEvent, SwitchboardOptions } from "@switchboard/react/sdk";

import { given, switchboard, text } from "./shim";

/**
 * Answers `Intercom(…)` with Switchboard: for sites that change over. Put it before the pages' own calls; what they
 * have queued already is done too. The widget key stands in this script's address: intercom.js?key=wk_…
 */
type Call = (method: string, ...given: unknown[]) => void;

const HEARD: Record<string, SwitchboardEvent> = {
  onShow: "open",
  onHide: "close",
  onUnreadCountChange: "unread",
  onUserEmailSupplied: "conversation:started",
};

function install(key: string): void {
  const early = (window as { Intercom?: { q?: ArrayLike<unknown>[] } }).Intercom?.q ?? [];
  const answer: Call = (method, ...rest) => perform(key, method, rest);
  Object.assign(window, { Intercom: answer });
  for (const call of early) answer(...(Array.from(call) as Parameters<Call>));
  const { intercomSettings } = window as { intercomSettings?: Record<string, unknown> };
  if (intercomSettings && early.length === 0) answer("boot", intercomSettings);
}

function perform(key: string, method: string, [first, second]: unknown[]): void {
  const call = switchboard();
  switch (method) {
    case "boot":
      return void call("boot", { key, ...optionsOf(first) });
    case "update":
      return void call("update", optionsOf(first));
    case "shutdown":
    case "hide":
      return void call(method === "hide" ? "close" : method);
    case "show":
    case "showMessages":
    case "showSpace":
      return void call("open");
    case "showNewMessage":
      return void call("newMessage", text(first) ?? "");
    case "trackEvent":
      return void call("track", text(first) ?? "event", second as Record<string, unknown>);
    default: {
      const event = HEARD[method];
      if (event && typeof first === "function") call("on", event, first as () => void);
    }
  }
}

function optionsOf(settings: unknown): Partial<SwitchboardOptions> {
  const said = (settings ?? {}) as Record<string, unknown>;
  const offset = given({ x: said["horizontal_padding"], y: said["vertical_padding"] });
  return given({
    name: text(said["name"]),
    email: text(said["email"]),
    token: text(said["intercom_user_jwt"]),
    color: text(said["action_color"]) ?? text(said["background_color"]),
    locale: text(said["language_override"]),
    launcher: text(said["custom_launcher_selector"]),
    side: said["alignment"] === "left" ? ("left" as const) : undefined,
    hideLauncher: said["hide_default_launcher"] as boolean | undefined,
    offset: Object.keys(offset).length > 0 ? (offset as SwitchboardOptions["offset"]) : undefined,
  });
}

install(new URL(import.meta.url).searchParams.get("key") ?? "");

import type { SwitchboardOptions } from "@switchboard/react/sdk";

import { given, switchboard, text } from "./shim";

/**
 * Answers `chatwootSDK.run(…)` and `$chatwoot` with Switchboard: for sites that change over. The widget key stands in
 * this script's address, chatwoot.js?key=wk_…, and takes the place of the `websiteToken`.
 */
type Settings = Record<string, unknown>;

function install(key: string): void {
  const page = window as { chatwootSettings?: Settings };
  const run = (): void => {
    void switchboard()("boot", { key, ...optionsOf(page.chatwootSettings ?? {}) });
    Object.assign(window, { $chatwoot: chatwoot() });
    void switchboard()("on", "ready", () => dispatchEvent(new Event("chatwoot:ready")));
    void switchboard()("on", "message:received", (detail) =>
      dispatchEvent(new CustomEvent("chatwoot:on-message", { detail })),
    );
    void switchboard()("on", "error", (detail) =>
      dispatchEvent(new CustomEvent("chatwoot:error", { detail })),
    );
  };
  Object.assign(window, { chatwootSDK: { run } });
  // Their snippet runs it when its own script has loaded, which it never will: once ours has, it is due.
  if (page.chatwootSettings) run();
}

function chatwoot(): Record<string, unknown> {
  const call = switchboard();
  return {
    toggle: (wish?: string) => void call(wish === "open" || wish === "close" ? wish : "toggle"),
    toggleBubbleVisibility: (wish: string) => void call(wish === "hide" ? "hide" : "show"),
    setUser: (_id: string, user: Settings = {}) =>
      void call("identify", given({ name: text(user["name"]), email: text(user["email"]) })),
    setCustomAttributes: (attributes: Settings) => void call("track", "attributes", attributes),
    setConversationCustomAttributes: (attributes: Settings) =>
      void call("track", "attributes", attributes),
    deleteCustomAttribute: () => undefined,
    setLabel: (label: string) => void call("track", "label", { label }),
    removeLabel: () => undefined,
    setLocale: (locale: string) => void call("setLocale", locale.replace("_", "-")),
    setColorScheme: (scheme: string) => void call("setTheme", themeOf(scheme) ?? "auto"),
    popoutChatWindow: () => void call("open"),
    reset: () => void call("shutdown"),
  };
}

function optionsOf(settings: Settings): Partial<SwitchboardOptions> {
  return given({
    locale: text(settings["locale"])?.replace("_", "-"),
    side: settings["position"] === "left" ? ("left" as const) : undefined,
    hideLauncher: settings["hideMessageBubble"] as boolean | undefined,
    theme: themeOf(settings["darkMode"]),
  });
}

function themeOf(scheme: unknown): SwitchboardOptions["theme"] {
  return scheme === "auto" || scheme === "light" || scheme === "dark" ? scheme : undefined;
}

install(new URL(import.meta.url).searchParams.get("key") ?? "");

import type { SwitchboardOptions } from "@switchboard/react/sdk";

import {
  given,
  keyFrom,
  loadWidget,
  originOf,
  switchboard,
  type State,
  text,
  watchState,
} from "./shim";

/**
 * Answers `chatwootSDK.run(…)` and `$chatwoot` with Switchboard, for sites that move over. The widget key is in this
 * script's address, chatwoot.js?key=wk_…, or in place of the `websiteToken`.
 */
type Settings = Record<string, unknown>;

interface ChatwootPage {
  chatwootSettings?: Settings;
}

function install(): void {
  const page = window as ChatwootPage;
  const { key, base } = originOf("chatwoot.js");
  const state = watchState();
  const options = { key: "" };
  let told = false;
  const run = (asked: Settings = {}): void => {
    options.key = keyFrom(key, asked["websiteToken"]);
    void switchboard()("boot", { key: options.key, ...optionsOf(page.chatwootSettings ?? {}) });
    if (told) return;
    told = true;
    Object.assign(window, { $chatwoot: chatwoot(state, () => run(asked)) });
    tellPage();
  };
  Object.assign(window, { chatwootSDK: { run } });
  loadWidget(base);
  // Their snippet calls `run` when its own script has loaded; a page whose tag has no such handler means it too.
  if (page.chatwootSettings && key) run();
}

function tellPage(): void {
  const call = switchboard();
  call("on", "ready", () => dispatchEvent(new Event("chatwoot:ready")));
  call("on", "message:received", (detail) =>
    dispatchEvent(new CustomEvent("chatwoot:on-message", { detail })),
  );
  call("on", "error", (detail) => dispatchEvent(new CustomEvent("chatwoot:error", { detail })));
}

function chatwoot(state: State, begin: () => void): Record<string, unknown> {
  return {
    hasLoaded: true,
    get isOpen() {
      return state.open;
    },
    toggle: (wish?: string) =>
      void switchboard()(wish === "open" || wish === "close" ? wish : "toggle"),
    toggleBubbleVisibility: (wish: string) => void switchboard()(wish === "hide" ? "hide" : "show"),
    setUser: (_id: string, user: Settings = {}) =>
      void switchboard()(
        "identify",
        given({ name: text(user["name"]), email: text(user["email"]) }),
      ),
    setCustomAttributes: (attributes: Settings) =>
      void switchboard()("track", "attributes", attributes),
    setConversationCustomAttributes: (attributes: Settings) =>
      void switchboard()("track", "attributes", attributes),
    deleteCustomAttribute: () => undefined,
    setLabel: (label: string) => void switchboard()("track", "label", { label }),
    removeLabel: () => undefined,
    setLocale: (locale: string) => void switchboard()("setLocale", locale.replace("_", "-")),
    setColorScheme: (scheme: string) => void switchboard()("setTheme", themeOf(scheme) ?? "auto"),
    popoutChatWindow: () => void switchboard()("open"),
    reset: () => {
      void switchboard()("shutdown");
      begin();
    },
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

install();

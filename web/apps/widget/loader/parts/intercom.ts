import type { SwitchboardEvent, SwitchboardOptions } from "@switchboard/react/sdk";

import { uuid } from "../../shared/uuid";
import { given, keyFrom, loadWidget, originOf, switchboard, text, watchState } from "./shim";

/**
 * Answers `Intercom(…)` with Switchboard, for sites that move over: their snippet, `@intercom/messenger-js-sdk` and
 * `react-use-intercom`, loaded before or after this. The widget key is in this script's address, intercom.js?key=wk_…,
 * or in place of the `app_id`.
 */
type Settings = Record<string, unknown>;
type Call = (method: string, ...given: unknown[]) => unknown;

const EVENTS: Record<string, SwitchboardEvent> = {
  onShow: "open",
  onHide: "close",
  onUserEmailSupplied: "conversation:started",
};

function install(): void {
  const page = window as { Intercom?: { q?: ArrayLike<unknown>[] }; intercomSettings?: Settings };
  const { key, base } = originOf("intercom.js");
  const early = page.Intercom?.q ?? [];
  const intercom = createIntercom((settings) =>
    keyFrom(key, settings["app_id"], page.intercomSettings?.["app_id"]),
  );
  Object.assign(window, { Intercom: intercom });
  loadWidget(base);
  for (const call of early) intercom(...(Array.from(call) as Parameters<Call>));
  const boots = Array.from(early).some((call) => ["boot", "update"].includes(String(call[0])));
  if (page.intercomSettings && !boots) intercom("boot", page.intercomSettings);
}

function createIntercom(keyOf: (settings: Settings) => string): Call {
  const state = watchState();
  let booted = false;
  const boot = (settings: unknown): void => {
    booted = true;
    const said = (settings ?? {}) as Settings;
    void switchboard()("boot", { key: keyOf(said), ...optionsOf(said) });
  };
  /** A page may begin with any of these, as a single-page application does when its client loads late. */
  const methods: Record<string, (...given: unknown[]) => unknown> = {
    boot,
    update: (settings) => {
      if (!booted) return boot({ ...intercomSettings(), ...((settings ?? {}) as Settings) });
      void switchboard()("update", optionsOf(settings));
    },
    shutdown: () => {
      booted = false;
      void switchboard()("shutdown");
    },
    hide: () => void switchboard()("close"),
    showNewMessage: (words) => void switchboard()("newMessage", text(words) ?? ""),
    startConversation: (words) => void switchboard()("newMessage", text(words) ?? ""),
    trackEvent: (name, data) =>
      void switchboard()("track", text(name) ?? "event", data as Record<string, unknown>),
    onUnreadCountChange: (listener) => {
      if (typeof listener !== "function") return;
      switchboard()("on", "unread", listener as (count: number) => void);
      (listener as (count: number) => void)(state.unread);
    },
    getVisitorId: visitorId,
    whoami: () => ({ type: "visitor", id: visitorId(), anonymous: true }),
  };
  for (const name of ["show", "showMessages", "showSpace", "showConversation", "showArticle"]) {
    methods[name] = () => void switchboard()("open");
  }
  return (method, ...rest) => {
    const event = EVENTS[method];
    if (event && typeof rest[0] === "function")
      return void switchboard()("on", event, rest[0] as () => void);
    return Object.hasOwn(methods, method) ? methods[method]?.(...rest) : undefined;
  };
}

function intercomSettings(): Settings | undefined {
  return (window as { intercomSettings?: Settings }).intercomSettings;
}

let ownId: string | undefined;

/** An id of this browser, for code that reads it. Switchboard itself has no use for it. */
function visitorId(): string {
  const name = "switchboard:intercom-visitor";
  try {
    return (localStorage[name] ??= uuid()) as string;
  } catch {
    return (ownId ??= uuid());
  }
}

function optionsOf(settings: unknown): Partial<SwitchboardOptions> {
  const said = (settings ?? {}) as Settings;
  const offset = given({ x: said["horizontal_padding"], y: said["vertical_padding"] });
  const themes: Record<string, SwitchboardOptions["theme"]> = {
    light: "light",
    dark: "dark",
    system: "auto",
  };
  return given({
    name: text(said["name"]),
    email: text(said["email"]),
    token: text(said["intercom_user_jwt"]),
    color: text(said["action_color"]) ?? text(said["background_color"]),
    locale: text(said["language_override"]),
    theme: themes[String(said["theme_mode"])],
    launcher: text(said["custom_launcher_selector"]),
    side: said["alignment"] === "left" ? ("left" as const) : undefined,
    hideLauncher: said["hide_default_launcher"] as boolean | undefined,
    offset: Object.keys(offset).length > 0 ? (offset as SwitchboardOptions["offset"]) : undefined,
  });
}

install();

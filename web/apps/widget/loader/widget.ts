import type {
  SwitchboardIdentity as Identity,
  SwitchboardOptions as Options,
} from "@switchboard/react/sdk";

import type { FromFrame, Theme, WidgetEvent } from "../shared/protocol";
import { createBridge } from "./bridge";
import { inboxLook } from "./config";
import { load, type Part } from "./part";
import { loaderTexts } from "./texts";
import { createView } from "./view";

export type Emit = (name: WidgetEvent, data?: unknown) => void;

/** One booted widget: the launcher, the panel and the line to the frame in it. */
export interface Widget {
  open: () => void;
  close: () => void;
  toggle: () => void;
  show: () => void;
  hide: () => void;
  /** Opens the panel with this text in the box, unsent. */
  newMessage: (text?: string) => Promise<void>;
  /** Tells who the visitor is; with a signed token also proves it. */
  identify: (identity: Identity) => Promise<void>;
  /** Changes what is given, now; a page that boots again means this too. */
  update: (options: Partial<Options>) => Promise<void>;
  /** Staff see it beside the conversation; until there is one it waits on this page. */
  track: (name: string, data?: Record<string, unknown>) => Promise<void>;
  setLocale: (locale: string) => Promise<void>;
  setTheme: (theme: Theme) => void;
  /** Signs the visitor out of this browser and takes everything off the page. */
  shutdown: () => Promise<void>;
}

type Visits = InstanceType<Part["visits"]["Visits"]>;

const READY_WITHIN_MS = 20_000;

/**
 * Shows the launcher. The frame itself loads when the visitor comes near the launcher or, if they have a conversation
 * already, when the page is idle; a page that nobody chats on pays only for this script.
 *
 * @throws Error if the server says that there is no such key
 */
export async function bootWidget(base: URL, options: Options, emit: Emit): Promise<Widget> {
  const { key } = options;
  let current = options;
  let told = "";
  let visits: Promise<Visits> | undefined;
  const nonce = String(crypto.getRandomValues(new Uint32Array(4)));
  const locale = (): string =>
    current.locale ?? (document.documentElement.lang || navigator.language);

  const fail = ({ message }: Error): void => emit("error", { message });
  const tellFrame: typeof bridge.ask = (body) =>
    view.frame ? bridge.ask(body) : Promise.resolve();

  const widget: Widget = {
    open: () => {
      widget.show();
      if (view.isOpen()) return;
      view.open();
      void bridge.ask({ type: "opened" });
      emit("open");
    },
    close: () => {
      if (!view.isOpen()) return;
      view.close();
      void bridge.ask({ type: "closed" });
      emit("close");
    },
    toggle: () => (view.isOpen() ? widget.close() : widget.open()),
    show: () => view.setVisible(true),
    hide: () => {
      widget.close();
      view.setVisible(false);
    },
    newMessage: (text = "") => {
      widget.open();
      return bridge.ask({ type: "newMessage", text });
    },
    identify: async ({ name, email, token }) => {
      // Copied by JSON, which leaves out what is not given.
      const said = JSON.stringify({ name, email, token });
      if (said === "{}" || said === told) return;
      told = said;
      await bridge.ask({ type: "identify", identity: JSON.parse(said) as Identity });
    },
    update: async (changes) => {
      current = { ...current, ...changes };
      apply(changes);
      if (changes.locale) await widget.setLocale(changes.locale);
    },
    track: async (name, data) => (await loadVisits()).add(name, data),
    setLocale: async (wished) => {
      current = { ...current, locale: wished };
      void tellFrame({ type: "locale", locale: wished });
      view.setTexts(await loaderTexts(base, wished));
    },
    setTheme: (theme) => {
      current = { ...current, theme };
      view.setLook({ theme });
      void tellFrame({ type: "theme", theme });
    },
    shutdown: async () => {
      // A conversation that was not loaded on this page is to be forgotten too.
      if (remembered(key)) view.load();
      await tellFrame({ type: "shutdown" });
      remember(key, false);
      visits?.then((loaded) => loaded.forget(), fail);
      document.removeEventListener("click", onClick);
      bridge.stop();
      view.remove();
    },
  };

  const loadVisits = (): Promise<Visits> =>
    (visits ??= load(base, "visits").then(
      ({ Visits }) =>
        new Visits(key, (told) => {
          if (!bridge.ready()) return false;
          void bridge.ask({ type: "track", visits: told });
          return true;
        }),
    ));

  const apply = ({ color, side, offset, theme, hideLauncher, ...rest }: Partial<Options>): void => {
    view.setLook({ color, side, offset });
    if (theme) widget.setTheme(theme);
    if (hideLauncher !== undefined) view.setVisible(!hideLauncher);
    widget.identify(rest).catch(fail);
    if (rest.trackPages) loadVisits().then((loaded) => loaded.follow(), fail);
  };

  const giveToken = async (wish: number): Promise<void> => {
    let token: string | null = null;
    let failed = false;
    try {
      token = (await current.getToken?.()) ?? null;
    } catch {
      failed = true;
    }
    void bridge.ask({ type: "token", wish, token, failed });
  };

  const hear = (body: FromFrame): void => {
    switch (body.type) {
      case "ready":
        // Also after a framework has taken us off the page and we came back: the frame has begun anew.
        if (view.isOpen()) void bridge.ask({ type: "opened" });
        return void visits?.then((loaded) => loaded.flush(), fail);
      case "close":
        return widget.close();
      case "event":
        return emit(body.name, body.data);
      case "known":
        return remember(key, body.known);
      case "token":
        return void giveToken(body.wish);
      case "unread":
        view.setUnread(body.count);
        emit("unread", body.count);
    }
  };

  /** Key and language in the query, what is nobody else's business after #: that part stays in the browser. */
  const address = (): string => {
    const { theme, getToken } = current;
    const url = new URL("widget/", base);
    url.search = String(new URLSearchParams({ key, locale: locale() }));
    const secret = { nonce, host: location.origin, page: location.href };
    const wishes = { ...(theme ? { theme } : {}), ...(getToken ? { asks: "1" } : {}) };
    url.hash = String(new URLSearchParams({ ...secret, ...wishes }));
    // A frame that never speaks: blocked by a policy, or in a sandbox without an origin.
    setTimeout(() => {
      if (!bridge.ready()) fail(new Error("Switchboard: the chat could not be loaded"));
    }, READY_WITHIN_MS);
    return url.href;
  };

  const onClick = ({ target }: Event): void => {
    const { launcher } = current;
    if (launcher && target instanceof Element && target.closest(launcher)) widget.toggle();
  };

  const look = await inboxLook(base, key, locale());
  const view = createView(address, widget.toggle);
  const bridge = createBridge(base.origin, nonce, () => view.frame, hear);
  document.addEventListener("click", onClick);
  view.setLook(look);
  apply(options);
  await widget.setLocale(locale());
  if (remembered(key)) (window.requestIdleCallback ?? setTimeout)(() => view.load());
  return widget;
}

function remember(key: string, known: boolean): void {
  try {
    if (known) localStorage.setItem(`switchboard:${key}`, "1");
    else localStorage.removeItem(`switchboard:${key}`);
  } catch {
    // Without storage the frame loads on demand only.
  }
}

function remembered(key: string): boolean {
  try {
    return localStorage.getItem(`switchboard:${key}`) === "1";
  } catch {
    return false;
  }
}

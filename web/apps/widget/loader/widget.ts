import type {
  SwitchboardIdentity as Identity,
  SwitchboardOptions as Options,
} from "@switchboard/react/sdk";

import type { FrameWishes, FromFrame, Theme, ToFrame, WidgetEvent } from "../shared/protocol";
import { createBridge } from "./bridge";
import { inboxLook } from "./config";
import { load, type Part, within } from "./part";
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
  newMessage: (text?: string) => Promise<unknown>;
  /** Tells who the visitor is; with a signed token also proves it. */
  identify: (identity: Identity) => Promise<void>;
  /** Changes what is given, now; a page that boots again means this too. */
  update: (options: Partial<Options>) => Promise<void>;
  /** Staff see it beside the conversation; until there is one it waits on this page. */
  track: (name: string, data?: Record<string, unknown>) => void;
  setLocale: (locale: string) => Promise<void>;
  setTheme: (theme: Theme) => void;
  /** Signs the visitor out of this browser and takes everything off the page. */
  shutdown: () => Promise<void>;
}

type Visits = InstanceType<Part["visits"]["Visits"]>;

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
  let ended = false;
  const end = new AbortController();
  let visits: Visits | undefined;
  const nonce = String(crypto.getRandomValues(new Uint32Array(4)));
  const locale = (): string =>
    current.locale ?? (document.documentElement.lang || navigator.language);

  const fail = ({ message }: { message: string }): void => emit("error", { message });
  const tellFrame = (body: ToFrame): void => {
    if (view.frame) void bridge.ask(body);
  };

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
    track: (name, data) => withVisits((loaded) => loaded.add(name, data)),
    setLocale: async (wished) => {
      current = { ...current, locale: wished };
      tellFrame({ type: "locale", locale: wished });
      await within(loaderTexts(base, wished).then(view.setTexts));
    },
    setTheme: (theme) => {
      current = { ...current, theme };
      view.setLook({ theme });
      tellFrame({ type: "theme", theme });
    },
    shutdown: async () => {
      widget.hide();
      visits?.forget();
      // A conversation that was not loaded on this page is to be forgotten too; at the next visit, if not now.
      if (mark(key)) view.load();
      ended = true;
      if (view.frame) {
        mark(key, FORGET);
        if (await bridge.ask({ type: "shutdown" }).catch(fail)) mark(key, false);
      }
      end.abort();
      view.remove();
    },
  };

  const withVisits = (use: (visits: Visits) => void): void =>
    void load(base, "visits").then(({ Visits }) => {
      visits ??= new Visits(key, (told) => {
        if (bridge.ready()) void bridge.ask({ type: "track", visits: told });
        return bridge.ready();
      });
      use(visits);
    }, fail);

  const apply = ({ color, side, offset, theme, hideLauncher, ...rest }: Partial<Options>): void => {
    view.setLook({ color, side, offset });
    if (theme) widget.setTheme(theme);
    if (hideLauncher !== undefined) view.setVisible(!hideLauncher);
    widget.identify(rest).catch(fail);
    if (rest.trackPages) withVisits((loaded) => loaded.follow());
  };

  const giveToken = async (wish: number): Promise<void> => {
    let token = null;
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
        view.setReady();
        if (!ended && mark(key) === FORGET) mark(key, false);
        // Also after a framework has taken us off the page and we came back: the frame has begun anew.
        if (view.isOpen()) void bridge.ask({ type: "opened" });
        return visits?.flush();
      case "close":
        return widget.close();
      case "event":
        return emit(body.name, body.data);
      case "known":
        return ended ? undefined : void mark(key, body.known && KNOWN);
      case "token":
        return void giveToken(body.wish);
      case "unread":
        view.setUnread(body.count);
        emit("unread", body.count);
    }
  };

  /** Key and language in the query, what is nobody else's business after #: that part stays in the browser. */
  const address = (): string => {
    const url = new URL("widget/", base);
    url.search = String(new URLSearchParams({ key, locale: locale() }));
    // By JSON, which leaves out what is not given.
    url.hash = encodeURIComponent(
      JSON.stringify({
        nonce,
        host: location.origin,
        page: location.href,
        theme: current.theme,
        asks: !!current.getToken,
        forget: mark(key) === FORGET,
      } as FrameWishes),
    );
    return url.href;
  };

  const onClick = ({ target }: Event): void => {
    const { launcher } = current;
    if (launcher && target instanceof Element && target.closest(launcher)) widget.toggle();
  };

  const look = await inboxLook(base, key, locale());
  const view = createView(base, end, address, widget.toggle, () =>
    fail({ message: "Switchboard: the chat could not be loaded" }),
  );
  const bridge = createBridge(base.origin, nonce, () => view.frame, hear, end);
  document.addEventListener("click", onClick, end);
  view.setLook(look);
  apply(options);
  await widget.setLocale(locale());
  if (mark(key)) (window.requestIdleCallback ?? setTimeout)(() => view.load());
  return widget;
}

/** The visitor has a conversation here: the frame loads early. */
const KNOWN = "1";
/** The visitor has signed out, and the frame was not there to hear it. */
const FORGET = "0";

/** The mark that was left for this site's next page; a browser that refuses storage has none. */
function mark(key: string, value?: string | false): string | null {
  const name = `switchboard:${key}`;
  try {
    if (value) localStorage[name] = value;
    else if (value !== undefined) localStorage.removeItem(name);
    return localStorage[name];
  } catch {
    return null;
  }
}

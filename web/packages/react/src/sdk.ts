/** What a page can tell the Switchboard widget, and hear from it. Also served as /widget.d.ts. */

/** Who the visitor is. Only what comes in a `token` is proven. */
export interface SwitchboardIdentity {
  name?: string;
  email?: string;
  /** A JWT that your server has signed with the inbox's identity secret. */
  token?: string;
}

/** `auto` follows the visitor's system. */
export type SwitchboardTheme = "auto" | "light" | "dark";

export interface SwitchboardOptions extends SwitchboardIdentity {
  /** The inbox's widget key. It is public. */
  key: string;
  /** BCP 47; the page's language or the browser's if missing. */
  locale?: string;
  theme?: SwitchboardTheme;
  /** Which side of the page; the inbox's setting if missing. */
  side?: "left" | "right";
  /** "#rrggbb"; the inbox's colour if missing. */
  color?: string;
  /** Pixels from the edges of the page; 20 each if missing. */
  offset?: { x?: number; y?: number };
  /** Begin without the launcher; `open` still works. */
  hideLauncher?: boolean;
  /** A CSS selector: a click on what it matches opens and closes the chat. */
  launcher?: string;
  /**
   * Gives a fresh identity token for whoever is signed in, null for nobody. Asked when a chat begins, when it is taken
   * up again and when the server wants a new one, so tokens may be short-lived.
   */
  getToken?: () => Promise<string | null> | string | null;
  /** Let staff see which pages were visited, from now on: this one and those that the visitor goes on to. */
  trackPages?: boolean;
}

export interface SwitchboardAuthor {
  kind: "contact" | "member" | "assistant" | "system";
  id?: string | null;
  name?: string | null;
}

/** By event, what its listeners are given. */
export interface SwitchboardEvents {
  /** The launcher is there. Who listens later is told at once. */
  ready: undefined;
  open: undefined;
  close: undefined;
  /** How many messages the visitor has not seen. */
  unread: number;
  "conversation:started": undefined;
  "message:sent": { text: string };
  "message:received": { text: string; author: SwitchboardAuthor };
  /** The conversation waits for a person. */
  handover: undefined;
  /** The server did not accept the token. With `getToken` it was asked once more first. */
  "identity:expired": undefined;
  error: { message: string };
}

export type SwitchboardEvent = keyof SwitchboardEvents;
export type SwitchboardListener<Event extends SwitchboardEvent> = (
  data: SwitchboardEvents[Event],
) => void;

/**
 * The function behind `Switchboard(…)`. What is called before `boot` waits for it. `on` gives a function that ends it;
 * everything else a promise. Before the script has loaded, calls are kept and give nothing.
 */
export interface SwitchboardFunction {
  (command: "boot", options: SwitchboardOptions): Promise<void>;
  (command: "update", options: Partial<SwitchboardOptions>): Promise<void>;
  (command: "identify", identity: SwitchboardIdentity): Promise<void>;
  (command: "shutdown" | "open" | "close" | "toggle" | "show" | "hide"): Promise<void>;
  (command: "newMessage", text?: string): Promise<void>;
  (command: "track", name: string, data?: Record<string, unknown>): Promise<void>;
  (command: "setLocale", locale: string): Promise<void>;
  (command: "setTheme", theme: SwitchboardTheme): Promise<void>;
  <Event extends SwitchboardEvent>(
    command: "on",
    event: Event,
    listener: SwitchboardListener<Event>,
  ): () => void;
  <Event extends SwitchboardEvent>(
    command: "off",
    event: Event,
    listener: SwitchboardListener<Event>,
  ): Promise<void>;
  /** What was called before the script came. */
  q?: ArrayLike<unknown>[];
  /** The script has come. */
  loaded?: true;
}

declare global {
  interface Window {
    Switchboard?: SwitchboardFunction;
  }
}

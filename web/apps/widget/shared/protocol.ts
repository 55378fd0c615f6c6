import type {
  SwitchboardEvent,
  SwitchboardIdentity,
  SwitchboardTheme,
} from "@switchboard/react/sdk";

/**
 * What the loader in the host page and the frame say to each other by postMessage. Every message carries the nonce
 * that the loader made for this frame; both sides also check the origin and the window it came from.
 */

export type Theme = SwitchboardTheme;
export type WidgetEvent = SwitchboardEvent;

export interface Visitor {
  name?: string;
  email?: string;
  locale?: string;
  page?: string;
  /** IANA. */
  time_zone?: string;
}

export interface Identity extends Visitor, SwitchboardIdentity {}

/** A page that was visited, or something that the page wants staff to know. */
export interface Visit {
  name: string;
  page: string;
  title: string;
  /** RFC 3339. */
  at: string;
  data?: Record<string, unknown>;
}

/** What the loader tells the frame in the part of its address after #, as JSON: it stays in the browser. */
export interface FrameWishes {
  nonce: string;
  /** The page's origin. */
  host: string;
  /** The page's address. */
  page: string;
  theme?: Theme;
  /** The page gives identity tokens when asked. */
  asks: boolean;
  /** Whoever chatted here has signed out meanwhile. */
  forget: boolean;
}

export type ToFrame =
  | { type: "opened" }
  | { type: "closed" }
  | { type: "identify"; identity: Identity }
  | { type: "newMessage"; text: string }
  | { type: "track"; visits: Visit[] }
  | { type: "locale"; locale: string }
  | { type: "theme"; theme: Theme }
  /** The answer to the frame's wish for a token; `failed` if the page could not say. */
  | { type: "token"; wish: number; token: string | null; failed?: boolean }
  | { type: "shutdown" };

export type FromFrame =
  | { type: "ready" }
  | { type: "close" }
  | { type: "unread"; count: number }
  /** Whether there is a conversation worth connecting for before the panel is opened. */
  | { type: "known"; known: boolean }
  /** Who is the visitor now? Answered by `token`. */
  | { type: "token"; wish: number }
  | { type: "event"; name: WidgetEvent; data: unknown }
  | { type: "done"; id: number; error?: string };

export interface Envelope<T> {
  switchboard: string;
  id?: number;
  body: T;
}

/** The body of a message, if it is one of ours. */
export function unwrap<T>(data: unknown, nonce: string): Envelope<T> | null {
  const envelope = data as Partial<Envelope<T>> | null | undefined;
  return envelope?.switchboard === nonce && envelope.body ? (envelope as Envelope<T>) : null;
}

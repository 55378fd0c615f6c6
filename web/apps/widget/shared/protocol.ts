/**
 * What the loader in the host page and the frame say to each other by postMessage. Every message carries the nonce
 * that the loader made for this frame; both sides also check the origin and the window it came from.
 */

export interface Visitor {
  name?: string;
  email?: string;
  locale?: string;
  page?: string;
}

export interface Identity extends Visitor {
  /** A JWT signed by the site's server. */
  token?: string;
}

export type ToFrame =
  | { type: "opened" }
  | { type: "closed" }
  | { type: "identify"; identity: Identity }
  | { type: "newMessage"; text: string }
  | { type: "shutdown" };

export type FromFrame =
  | { type: "ready" }
  | { type: "close" }
  | { type: "unread"; count: number }
  /** Whether there is a conversation worth connecting for before the panel is opened. */
  | { type: "known"; known: boolean }
  | { type: "event"; name: WidgetEvent; data: unknown }
  | { type: "done"; id: number; error?: string };

export interface Envelope<T> {
  switchboard: string;
  id?: number;
  body: T;
}

export type WidgetEvent =
  | "ready"
  | "open"
  | "close"
  | "unread"
  | "message:sent"
  | "message:received"
  | "conversation:started"
  | "handover"
  | "error";

/** The body of a message, if it is one of ours. */
export function unwrap<T>(data: unknown, nonce: string): Envelope<T> | null {
  if (typeof data !== "object" || data === null) return null;
  const envelope = data as Partial<Envelope<T>>;
  return envelope.switchboard === nonce && envelope.body ? (envelope as Envelope<T>) : null;
}

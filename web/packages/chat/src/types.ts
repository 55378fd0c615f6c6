/** What the API calls an entry of the timeline. Field names are the API's, so that its answers can be passed in as they are. */
export interface Entry {
  seq: number;
  id: string;
  kind: "message" | "note" | "event";
  author: Author;
  text: string;
  attachments?: readonly unknown[];
  delivery?: { status: string; error?: string | null } | null;
  sources?: readonly Source[] | null;
  turn_id?: string | null;
  event?: { type: string; [detail: string]: unknown } | null;
  client_id?: string | null;
  created_at: string;
}

export interface Author {
  kind: "contact" | "member" | "assistant" | "system";
  id?: string | null;
  name?: string | null;
}

export interface Source {
  article_id: string;
  title: string;
  passage?: string | null;
  url?: string | null;
}

/** A message on its way: shown at once, replaced by the entry whose `client_id` is its `id`. */
export interface Pending {
  id: string;
  text: string;
  created_at: string;
  state: "sending" | "waiting" | "failed";
  /** Why it failed, as one sentence for people. */
  error?: string | undefined;
  /** Who writes; the viewer if missing. */
  author?: Author;
  kind?: "message" | "note";
}

/** An answer that is being written, whole so far. */
export interface Draft {
  turn_id: string;
  text: string;
  author: Author;
}

/** On whose side of the conversation the viewer sits. */
export type Viewer = "contact" | "member";

/** Every word the components show, in the viewer's language. */
export interface ChatLabels {
  /** Name of the log for screen readers. */
  conversation: string;
  /** A contact without a name. */
  visitor: string;
  /** Who speaks when the product itself does; `visitor` if missing. */
  system?: string;
  /** Marks an author as the assistant, for instance "AI". */
  assistantMark: string;
  note: string;
  sources: string;
  openSource: string;
  sending: string;
  waiting: string;
  failed: string;
  retry: string;
  jumpToLatest: string;
  loadEarlier: string;
  typing: (names: readonly string[]) => string;
  /** The sentence of an event, or null to leave it out. */
  event: (entry: Entry) => string | null;
  /** The word for a delivery status, or null to show none. */
  delivery: (status: string) => string | null;
  /** What a screen reader says when a message has come. */
  announce: (name: string, text: string) => string;
}

export interface ComposerLabels {
  input: string;
  placeholder: string;
  send: string;
}

/** What the API calls an entry of the timeline. Field names are the API's, so that its answers can be passed in as they are. */
export interface Entry {
  seq: number;
  id: string;
  kind: "message" | "note" | "event";
  author: Author;
  text: string;
  attachments?: readonly Attachment[];
  rich?: Rich | null;
  delivery?: { status: string; error?: string | null } | null;
  sources?: readonly Source[] | null;
  turn_id?: string | null;
  event?: { type: string; [detail: string]: unknown } | null;
  client_id?: string | null;
  created_at: string;
}

/** A file of a message. `url` and `thumbnail_url` need a credential: see `FileAccess`. */
export interface Attachment {
  id: string;
  name: string;
  media_type: string;
  /** Bytes. */
  size: number;
  url: string;
  thumbnail_url?: string | null;
  width?: number | null;
  height?: number | null;
  /** Seconds. */
  duration?: number | null;
  /** Loudness along the time, 0 to 100. */
  waveform?: readonly number[] | null;
}

/** A file on its way. */
export interface PendingFile {
  key: string;
  name: string;
  media_type: string;
  size: number;
  /** 0 to 1. */
  progress: number;
  /** A picture that the browser can show already. */
  preview?: string | undefined;
  duration?: number | null | undefined;
  waveform?: readonly number[] | null | undefined;
}

/** Answers to tap, and cards such as products. */
export interface Rich {
  quick_replies?: readonly { title: string; text?: string | null }[];
  cards?: readonly Card[];
}

export interface Card {
  title: string;
  subtitle?: string | null;
  price?: string | null;
  /** One of the message's attachments. */
  image_id?: string | null;
  url?: string | null;
  buttons?: readonly { title: string; url?: string | null; text?: string | null }[];
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
  files?: readonly PendingFile[] | undefined;
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
  /** What the customer is called now, whatever they were called when they wrote. */
  contact?: string;
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
  /** Needed only where a conversation can be opened at an old message. */
  loadLater?: string;
  typing: (names: readonly string[]) => string;
  /** The sentence of an event, or null to leave it out. */
  event: (entry: Entry) => string | null;
  /** The word for a delivery status, or null to show none. */
  delivery: (status: string) => string | null;
  /** What a screen reader says when a message has come. */
  announce: (name: string, text: string) => string;
  /** Words of files and sound; English if missing. */
  files?: FileLabels;
}

export interface FileLabels {
  /** Opens a picture; gets its name. */
  view: (name: string) => string;
  download: (name: string) => string;
  play: string;
  pause: string;
  position: string;
  speed: string;
  voice: string;
  unavailable: string;
  close: string;
  zoomIn: string;
  zoomOut: string;
  previous: string;
  next: string;
  cancel: string;
}

export interface ComposerLabels {
  input: string;
  placeholder: string;
  send: string;
}

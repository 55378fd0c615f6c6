/** What the widget's endpoints and socket say (docs: /openapi.json). */
import type { Attachment, Author, Entry } from "@switchboard/chat";

export type { Attachment, Author, Entry };

export interface WidgetConfig {
  name: string;
  title: string | null;
  color: string | null;
  /** By language. */
  greeting: Record<string, string> | string | null;
  languages: string[];
  assistant_name: string | null;
  require_identity: boolean;
  theme?: "auto" | "light" | "dark";
  /** By language, as the greeting. */
  intro?: Record<string, string>;
  placeholder?: Record<string, string>;
  /** Whether there is one: see `ApiClient.logo`. */
  logo?: boolean;
  /** A logo that is not the inbox's yet: only in a preview. */
  logo_url?: string;
  links?: { title: Record<string, string>; url: string }[];
  help_search?: boolean;
  hide_branding?: boolean;
  sound?: boolean;
  uploads?: boolean;
  voice?: boolean;
  upload_max_bytes?: number;
  rating?: "off" | "stars" | "thumbs";
  transcripts?: boolean;
  /** Whether people are there now; if not, when they are again. */
  open?: boolean;
  opens_at?: string | null;
}

/** A file on its way to the server. */
export interface UploadState {
  id: string;
  offset: number;
  size: number;
  attachment: Attachment | null;
}

export interface NewUpload {
  name: string;
  size: number;
  media_type: string;
  duration?: number;
  waveform?: readonly number[];
}

export interface FileLink {
  url: string;
  thumbnail_url: string | null;
  expires_at: string;
}

export interface OwnConversation {
  id: string;
  status: "open" | "snoozed" | "resolved";
  last_message: { text: string; author_kind: string; created_at: string } | null;
  last_seq: number;
  created_at: string;
}

/** Whether a person would answer now. */
export interface Availability {
  someone_there: boolean;
  /** When business hours begin again, outside of them. */
  opens_at: string | null;
  usual_wait_seconds: number | null;
}

export interface HomeContent {
  popular: { article_id: string; title: string }[];
}

export interface HelpHit {
  article_id: string;
  title: string;
  passage: string;
}

export interface HelpPage {
  article_id: string;
  title: string;
  body: string;
  language: string;
  url: string | null;
}

export interface WidgetSession {
  session_token: string;
  expires_at: string;
  conversation_id: string | null;
  contact: { name: string | null; verified?: boolean } | null;
  config: WidgetConfig;
  last_seq: number;
}

export interface ConversationState {
  id: string;
  status?: "open" | "snoozed" | "resolved";
  assignee?: {
    kind: "member" | "team" | "assistant";
    id: string | null;
    name: string | null;
  } | null;
  last_seq?: number;
}

export interface Problem {
  status: number;
  /** A URN whose last part names the kind of problem. */
  type?: string;
  /** That last part. */
  code?: string;
  title?: string;
  detail?: string | null;
}

export type ServerFrame =
  | {
      type: "welcome";
      conversation_id: string | null;
      last_seq: number;
      conversation?: ConversationState | null;
    }
  | { type: "entries"; conversation_id: string; items: Entry[]; last_seq?: number }
  | { type: "entry"; conversation_id: string; entry: Entry }
  | { type: "draft"; conversation_id: string; turn_id: string; text: string }
  | { type: "draft_dropped"; conversation_id: string; turn_id: string }
  | { type: "typing"; conversation_id: string; author: Author; active: boolean }
  | { type: "conversation"; conversation: ConversationState }
  | { type: "ack"; id: string; entry: Entry }
  | { type: "error"; id?: string; problem: Problem }
  | { type: "pong" }
  | { type: "reconnect"; after_ms: number };

export type ClientFrame =
  | { type: "hello"; token: string; last_seq: number }
  | { type: "message"; id: string; text: string }
  | { type: "typing"; active: boolean }
  | { type: "read"; seq: number }
  | { type: "handover" }
  | { type: "resume"; last_seq: number }
  | { type: "ping" };

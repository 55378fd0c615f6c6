/** What the widget's endpoints and socket say (docs: /openapi.json). */
import type { Author, Entry } from "@switchboard/chat";

export type { Author, Entry };

export interface WidgetConfig {
  name: string;
  title: string | null;
  color: string | null;
  /** By language. */
  greeting: Record<string, string> | string | null;
  languages: string[];
  assistant_name: string | null;
  require_identity: boolean;
}

export interface WidgetSession {
  session_token: string;
  expires_at: string;
  conversation_id: string | null;
  contact: { name: string | null } | null;
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

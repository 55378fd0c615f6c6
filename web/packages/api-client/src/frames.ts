/** The JSON text frames of `/ws/console`. OpenAPI does not describe sockets, so they stand here. */
import type { Conversation, Entry } from "./generated/schema";

export interface Draft {
  conversation_id: string;
  turn_id: string;
  /** The whole draft so far, not the addition. */
  text: string;
}

export type ServerFrame =
  | { type: "welcome"; member_id: string }
  /** News may have been lost on the way; open timelines follow by themselves, lists do not. */
  | { type: "resync" }
  | { type: "entries"; conversation_id: string; items: Entry[] }
  | { type: "entry"; conversation_id: string; entry: Entry }
  | ({ type: "draft" } & Draft)
  | { type: "draft_dropped"; conversation_id: string; turn_id: string }
  | {
      type: "typing";
      conversation_id: string;
      author: { kind: string; id?: string | null; name: string | null };
      active: boolean;
    }
  /** Names only what moved; the rest is asked for. */
  | { type: "conversation"; conversation: Partial<Conversation> & { id: string } }
  | { type: "error"; id?: string; problem: { title?: string; detail?: string; status?: number } }
  | { type: "reconnect"; after_ms: number }
  | { type: "pong" };

export type ClientFrame =
  | { type: "hello"; token?: string; last_seq?: number }
  | { type: "subscribe"; conversation_id: string; last_seq: number }
  | { type: "unsubscribe"; conversation_id: string }
  | { type: "typing"; conversation_id: string; active: boolean }
  | { type: "ping" };

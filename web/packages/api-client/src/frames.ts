/** The JSON text frames of `/ws/console`. OpenAPI does not describe sockets, so they stand here. */
import type { ArticleSource, Conversation, Entry } from "./generated/schema";

export interface Draft {
  conversation_id: string;
  turn_id: string;
  /** The whole draft so far, not the addition. */
  text: string;
}

export interface Notice {
  kind: "assigned" | "waiting" | "mention" | "reply";
  conversation_id: string;
  /** The same for the frame and the push of one piece of news, so that it is shown once. */
  tag: string;
  title: string;
  body: string;
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
  /** A colleague looks at the conversation, said again and again while they do. */
  | {
      type: "viewing";
      conversation_id: string;
      author: { kind: string; id: string; name: string | null };
      active: boolean;
    }
  /** Something that concerns the person who is signed in. */
  | ({ type: "notice"; screen: boolean; sound: boolean } & Notice)
  /** Names only what moved; the rest is asked for. */
  | { type: "conversation"; conversation: Partial<Conversation> & { id: string } }
  /** The person who is signed in has read so far, on whichever of their screens. */
  | { type: "read"; conversation_id: string; seq: number }
  /** A source of articles as it is now, as often as it gets on. */
  | { type: "source"; source: ArticleSource | { id: string; deleted: true } }
  | { type: "error"; id?: string; problem: { title?: string; detail?: string; status?: number } }
  | { type: "reconnect"; after_ms: number }
  | { type: "pong" };

export type ClientFrame =
  | { type: "hello"; token?: string; last_seq?: number }
  | { type: "subscribe"; conversation_id: string; last_seq: number }
  | { type: "unsubscribe"; conversation_id: string }
  /** `note`: only colleagues see it. */
  | { type: "typing"; conversation_id: string; active: boolean; note?: boolean }
  /** `new`: colleagues who look already are asked to say so. */
  | { type: "viewing"; conversation_id: string; active: boolean; new?: boolean }
  | { type: "ping" };

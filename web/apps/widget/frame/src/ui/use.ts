import { useSyncExternalStore } from "react";

import { type Answering, whoAnswers } from "../state/answering";
import type { Chat } from "../state/chat";
import type { Observable } from "../state/observable";

/** The value now, and a new render when it changes. */
export function useValue<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get);
}

/**
 * Who answers now; one who has just asked for a person is waiting already, though the server may not know yet, and so is
 * everybody where there is no assistant.
 */
export function useAnswering(chat: Chat): Answering {
  const { conversation, entries } = useValue(chat.timeline.state);
  const asked = useValue(chat.outbox.items).some(({ kind }) => kind === "handover");
  const config = useValue(chat.session.current)?.config;
  if (asked) return { kind: "waiting" };
  if (!chat.started && config && !config.assistant_name) return { kind: "waiting" };
  return whoAnswers(conversation, entries);
}

/** Whether the server cannot be reached now. */
export function useOffline(chat: Chat): boolean {
  const phase = useValue(chat.phase);
  const connection = useValue(chat.connection.state);
  return phase === "offline" || connection === "reconnecting";
}

import { UserRound } from "lucide-react";
import type { ReactElement } from "react";

import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useAnswering } from "./use";

/** The way to a person, always in sight while the assistant answers. */
export function PersonButton({ chat, texts }: { chat: Chat; texts: Texts }): ReactElement | null {
  if (useAnswering(chat).kind !== "assistant") return null;
  return (
    <button
      type="button"
      className="sbw-person"
      onClick={() => void chat.askForPerson(texts.personSentence)}
    >
      <UserRound size={14} aria-hidden />
      {texts.person}
    </button>
  );
}

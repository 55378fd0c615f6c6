import { UserRound } from "lucide-react";
import type { ReactElement } from "react";

import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useAnswering, useValue } from "./use";
import { askText, waitText } from "./waiting";

/** The way to a person, always in sight until one is here: what happens then, or that people were asked. */
export function PersonButton({
  chat,
  texts,
  locale,
}: {
  chat: Chat;
  texts: Texts;
  locale: string;
}): ReactElement | null {
  const answering = useAnswering(chat);
  const now = useValue(chat.staffing.now);
  if (answering.kind === "member") return null;
  if (answering.kind === "waiting" || answering.asked) {
    return (
      <p className="sbw-person">
        <UserRound size={14} aria-hidden />
        <span>{chat.started ? texts.handedOver : waitText(now, texts, locale)}</span>
      </p>
    );
  }
  return (
    <div className="sbw-person-row">
      <button
        type="button"
        className="sbw-person"
        aria-describedby={now ? "sbw-person-hint" : undefined}
        onClick={() => void chat.askForPerson(texts.personSentence)}
      >
        <UserRound size={14} aria-hidden />
        {texts.person}
      </button>
      {now ? <span id="sbw-person-hint">{askText(now, texts, locale)}</span> : null}
    </div>
  );
}

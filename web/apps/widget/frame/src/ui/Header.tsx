import { Avatar } from "@switchboard/ui/avatar";
import { UserRound, X } from "lucide-react";
import type { ReactElement } from "react";

import type { Panel } from "../join-host";
import { type Answering, whoAnswers } from "../state/answering";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useValue } from "./use";

/** Who is at the other end, the way to a person, and the way out. */
export function Header({
  chat,
  panel,
  texts,
}: {
  chat: Chat;
  panel: Panel;
  texts: Texts;
}): ReactElement {
  const config = useValue(chat.session.current)?.config;
  const phase = useValue(chat.phase);
  const { conversation, entries } = useValue(chat.timeline.state);
  const asked = useValue(chat.outbox.items).some(({ kind }) => kind === "handover");
  const answering: Answering = asked ? { kind: "waiting" } : whoAnswers(conversation, entries);
  const { name, line } = present(answering, config?.assistant_name ?? texts.assistant, texts);
  return (
    <header className="sbw-header">
      <Avatar name={name} kind={avatarOf(answering)} size={36} />
      <div className="sbw-who" aria-live="polite">
        <h1 dir="auto">{answering.kind === "assistant" ? (config?.title ?? name) : name}</h1>
        <p>{line}</p>
      </div>
      {answering.kind === "assistant" && phase === "ready" ? (
        <button
          type="button"
          className="sbw-person"
          onClick={() => void chat.askForPerson(texts.personSentence)}
        >
          <UserRound size={15} aria-hidden />
          {texts.person}
        </button>
      ) : null}
      {panel.framed ? (
        <button
          type="button"
          className="sbw-close"
          aria-label={texts.close}
          title={texts.close}
          onClick={panel.close}
        >
          <X size={20} aria-hidden />
        </button>
      ) : null}
    </header>
  );
}

function present(
  answering: Answering,
  assistant: string,
  texts: Texts,
): { name: string; line: string } {
  switch (answering.kind) {
    case "assistant":
      return { name: assistant, line: texts.assistantLine };
    case "waiting":
      return { name: texts.waitingTitle, line: texts.waitingLine };
    case "member":
      return { name: answering.name ?? texts.waitingTitle, line: texts.memberLine };
  }
}

function avatarOf(answering: Answering): "assistant" | "team" | "person" {
  if (answering.kind === "waiting") return "team";
  return answering.kind === "member" ? "person" : "assistant";
}

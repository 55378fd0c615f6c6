import { Avatar } from "@switchboard/ui/avatar";
import { X } from "lucide-react";
import type { ReactElement } from "react";

import type { Panel } from "../join-host";
import type { Answering } from "../state/answering";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useAnswering, useValue } from "./use";

/** Who is at the other end, and the way out. */
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
  const answering = useAnswering(chat);
  const { name, line } = present(answering, config?.assistant_name ?? texts.assistant, texts);
  return (
    <header className="sbw-header">
      <Avatar name={name} kind={avatarOf(answering)} size={36} />
      <div className="sbw-who" aria-live="polite">
        <h1 dir="auto">{answering.kind === "assistant" ? (config?.title ?? name) : name}</h1>
        <p>{line}</p>
      </div>
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

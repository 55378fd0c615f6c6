import { Avatar } from "@switchboard/ui/avatar";
import { ArrowLeft, House, X } from "lucide-react";
import type { ReactElement } from "react";

import type { Panel } from "../join-host";
import type { Answering } from "../state/answering";
import type { Chat } from "../state/chat";
import type { Texts } from "../texts";
import { useAnswering, useValue } from "./use";
import type { Go, View } from "./view";
import { waitText } from "./waiting";

/** Who is at the other end, the way to everything else, and the way out. */
export function Header({
  chat,
  panel,
  texts,
  locale,
  view,
  go,
}: {
  chat: Chat;
  panel: Panel;
  texts: Texts;
  locale: string;
  /** Null where there is nowhere to go. */
  view: View | null;
  go: Go;
}): ReactElement {
  const config = useValue(chat.session.current)?.config;
  const now = useValue(chat.staffing.now);
  const inCharge = useAnswering(chat);
  // Elsewhere than in the conversation nobody is waiting for anybody.
  const talking = view?.kind === "talk" || view === null;
  const answering =
    talking || !config?.assistant_name ? inCharge : { kind: "assistant" as const, asked: false };
  const { name, line } = present(
    answering,
    config?.assistant_name ?? texts.assistant,
    texts,
    waitText(now, texts, locale),
  );
  const ours = answering.kind === "assistant";
  return (
    <header className="sbw-header">
      {view ? <Way {...{ view, go, texts }} /> : null}
      {ours && config?.logo ? (
        <img className="sbw-logo" src={config.logo_url ?? chat.services.logo} alt="" />
      ) : (
        <Avatar name={name} kind={avatarOf(answering)} size={36} />
      )}
      <div className="sbw-who" aria-live="polite">
        <h1 dir="auto">{ours ? (config?.title ?? name) : name}</h1>
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

/** From the conversation to the home screen, and from anywhere else back to the conversation. */
function Way({ view, go, texts }: { view: View; go: Go; texts: Texts }): ReactElement {
  const talking = view.kind === "talk";
  const label = talking ? texts.home : texts.back;
  return (
    <button
      type="button"
      className="sbw-close"
      aria-label={label}
      title={label}
      onClick={() => go({ kind: talking ? "home" : "talk" })}
    >
      {talking ? (
        <House size={18} aria-hidden />
      ) : (
        <ArrowLeft size={20} className="sbw-flip" aria-hidden />
      )}
    </button>
  );
}

function present(
  answering: Answering,
  assistant: string,
  texts: Texts,
  wait: string,
): { name: string; line: string } {
  switch (answering.kind) {
    case "assistant":
      return { name: assistant, line: answering.asked ? texts.teamAsked : texts.assistantLine };
    case "waiting":
      return { name: texts.waitingTitle, line: wait };
    case "member":
      return { name: answering.name ?? texts.waitingTitle, line: texts.memberLine };
  }
}

function avatarOf(answering: Answering): "assistant" | "team" | "person" {
  if (answering.kind === "waiting") return "team";
  return answering.kind === "member" ? "person" : "assistant";
}

import { Composer, type ComposerHandle, type Pending, Timeline } from "@switchboard/chat";
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { OutboxItem } from "../state/outbox";
import { chatLabels, composerLabels, refusalText, type Texts } from "../texts";
import type { AppProps } from "./App";
import { PersonButton } from "./PersonButton";
import { Welcome } from "./Welcome";
import { useOffline, useValue } from "./use";

/** Characters; the server refuses more. */
const MAX_LENGTH = 4000;

/** The timeline with what is on its way, and the box to write in. */
export function Conversation({ chat, panel, texts, locale, language }: AppProps): ReactElement {
  const session = useValue(chat.session.current);
  const { entries, drafts, typing } = useValue(chat.timeline.state);
  const items = useValue(chat.outbox.items);
  const online = !useOffline(chat);
  const [text, setText] = useState("");
  const box = useRef<ComposerHandle>(null);
  useWritingPlace(panel, box, setText);

  const pending = useMemo(
    () => items.flatMap((item) => toPending(item, online, texts)),
    [items, online, texts],
  );
  const labels = useMemo(() => chatLabels(texts), [texts]);
  const retry = useCallback((id: string) => void chat.retry(id), [chat]);
  const send = (message: string): void => {
    setText("");
    void chat.sendMessage(message);
  };
  return (
    <>
      <Timeline
        entries={entries}
        pending={pending}
        drafts={drafts}
        typing={typing}
        viewer="contact"
        labels={labels}
        locale={locale}
        onRetry={retry}
        header={<Welcome config={session?.config} {...{ texts, language }} />}
      />
      <div className="sbw-write">
        <Composer
          ref={box}
          value={text}
          onValueChange={setText}
          onSend={send}
          onTyping={(active) => chat.setTyping(active)}
          sendOn="enter"
          maxLength={MAX_LENGTH}
          labels={composerLabels(texts)}
        />
        <PersonButton chat={chat} texts={texts} />
      </div>
    </>
  );
}

/** The box has the focus when the panel opens, and the text that the page asks for. */
function useWritingPlace(
  panel: AppProps["panel"],
  box: React.RefObject<ComposerHandle | null>,
  setText: (text: string) => void,
): void {
  const opened = useValue(panel.opened);
  useEffect(() => {
    if (opened) box.current?.focus();
  }, [opened, box]);
  useEffect(
    () =>
      panel.prefill.subscribe(() => {
        const wished = panel.prefill.get();
        if (wished === null) return;
        setText(wished);
        box.current?.focus();
        panel.prefill.set(null);
      }),
    [panel, box, setText],
  );
}

function toPending(item: OutboxItem, online: boolean, texts: Texts): Pending[] {
  if (item.kind !== "message") return [];
  const { id, text, created_at, problem } = item;
  const state = item.state === "failed" ? "failed" : online ? "sending" : "waiting";
  const error = state === "failed" && problem ? refusalText(problem, texts) : undefined;
  return [{ id, text, created_at, state, error }];
}

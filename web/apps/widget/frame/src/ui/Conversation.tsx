import { Composer, type ComposerHandle, type Pending, Timeline } from "@switchboard/chat";
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { OutboxItem } from "../state/outbox";
import { chatLabels, composerLabels } from "../texts";
import type { AppProps } from "./App";
import { PersonButton } from "./PersonButton";
import { Welcome } from "./Welcome";
import { Suggestions } from "./Suggestions";
import { suggestionsOf } from "./config";
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

  const pending = useMemo(() => items.flatMap((item) => toPending(item, online)), [items, online]);
  const labels = useMemo(() => chatLabels(texts), [texts]);
  const retry = useCallback((id: string) => void chat.retry(id), [chat]);
  const send = (message: string): void => {
    setText("");
    void chat.sendMessage(message);
  };
  const fresh = entries.length === 0 && pending.length === 0;
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
        footer={
          fresh ? (
            <Suggestions
              prompts={suggestionsOf(session?.config, language)}
              label={texts.suggestions}
              onChoose={send}
            />
          ) : null
        }
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

function toPending(item: OutboxItem, online: boolean): Pending[] {
  if (item.kind !== "message") return [];
  const state = item.state === "failed" ? "failed" : online ? "sending" : "waiting";
  return [{ id: item.id, text: item.text, created_at: item.created_at, state }];
}

import { Composer, type ComposerHandle } from "@switchboard/chat";
import { lazy, type ReactElement, type RefObject, Suspense, useState } from "react";

import type { WidgetConfig } from "../api/types";
import type { Chat } from "../state/chat";
import type { ChosenFile } from "../state/uploads";
import { composerLabels, type Texts } from "../texts";
import { Tools } from "./compose/Tools";
import { useDraftFiles } from "./compose/useDraftFiles";
import { localized } from "./config";

const Chips = lazy(() => import("./compose/Chips"));
const EmojiPicker = lazy(() => import("./compose/EmojiPicker"));
const Recorder = lazy(() => import("./compose/Recorder"));

/** Characters; the server refuses more. */
const MAX_LENGTH = 4000;
/** Whether this browser can record at all: not without a secure page. */
const RECORDS = typeof MediaRecorder !== "undefined" && Boolean(navigator.mediaDevices);
const USUAL_LARGEST = 25 * 1024 * 1024;

export interface WriteProps {
  chat: Chat;
  config: WidgetConfig | undefined;
  texts: Texts;
  locale: string;
  language: string;
  box: RefObject<ComposerHandle | null>;
  text: string;
  setText: (text: string) => void;
}

/** The box with its tools; in its place the recorder while somebody speaks. */
export function Write({
  chat,
  config,
  texts,
  locale,
  language,
  box,
  text,
  setText,
}: WriteProps): ReactElement {
  const [tool, setTool] = useState<"emoji" | "voice" | null>(null);
  const files = useDraftFiles(chat, texts, locale, config?.upload_max_bytes ?? USUAL_LARGEST);
  const onFiles = config?.uploads ? files.add : undefined;
  const close = (): void => {
    setTool(null);
    // Once the box is there again.
    setTimeout(() => box.current?.focus());
  };
  const send = (message: string): void => {
    setText("");
    setTool(null);
    void chat.sendMessage(message, files.take());
  };
  const sendVoice = (file: ChosenFile): void => {
    close();
    void chat.sendMessage("", [chat.parcels.upload(file)]);
  };
  if (tool === "voice") {
    return (
      <Suspense fallback={<div className="sbw-recorder" />}>
        <Recorder texts={texts} onSend={sendVoice} onClose={close} />
      </Suspense>
    );
  }
  const speaks = Boolean(config?.voice) && RECORDS && !text && !files.uploads.length;
  return (
    <>
      <Suspense fallback={null}>
        {tool === "emoji" ? (
          <EmojiPicker
            texts={texts}
            onPick={(emoji) => box.current?.insert(emoji)}
            onClose={close}
          />
        ) : null}
      </Suspense>
      <p className="sbw-refusal" role="status">
        {files.refusal}
      </p>
      <Composer
        ref={box}
        value={text}
        onValueChange={setText}
        onSend={send}
        onTyping={(active) => chat.setTyping(active)}
        sendOn="enter"
        maxLength={MAX_LENGTH}
        labels={labelsOf(config, texts, language)}
        ready={files.uploads.length > 0}
        onFiles={onFiles}
        above={
          files.uploads.length > 0 ? (
            <Suspense fallback={null}>
              <Chips {...{ files, texts, locale }} />
            </Suspense>
          ) : null
        }
        tools={
          <Tools
            texts={texts}
            onFiles={onFiles}
            emojiOpen={tool === "emoji"}
            onEmoji={() => (tool === "emoji" ? close() : setTool("emoji"))}
            onVoice={speaks ? () => setTool("voice") : undefined}
          />
        }
      />
    </>
  );
}

function labelsOf(config: WidgetConfig | undefined, texts: Texts, language: string) {
  const labels = composerLabels(texts);
  return { ...labels, placeholder: localized(config?.placeholder, language) ?? labels.placeholder };
}

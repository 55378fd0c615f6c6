import { Mic, Paperclip, Smile } from "lucide-react";
import { type ReactElement, type ReactNode, useRef } from "react";

import type { Texts } from "../../texts";

/** The buttons beside the box: a file, an emoji, one's voice. */
export function Tools({
  texts,
  onFiles,
  onEmoji,
  emojiOpen,
  onVoice,
}: {
  texts: Texts;
  onFiles: ((files: readonly File[]) => void) | undefined;
  onEmoji: () => void;
  emojiOpen: boolean;
  onVoice: (() => void) | undefined;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {onFiles ? (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            data-testid="files"
            onChange={({ currentTarget }) => {
              onFiles([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
          <Tool label={texts.attach} onClick={() => input.current?.click()}>
            <Paperclip size={18} aria-hidden />
          </Tool>
        </>
      ) : null}
      <Tool label={texts.emoji} expanded={emojiOpen} onClick={onEmoji}>
        <Smile size={18} aria-hidden />
      </Tool>
      {onVoice ? (
        <Tool label={texts.voice} onClick={onVoice}>
          <Mic size={18} aria-hidden />
        </Tool>
      ) : null}
    </>
  );
}

export function Tool({
  label,
  expanded,
  onClick,
  children,
}: {
  label: string;
  expanded?: boolean;
  onClick: () => void;
  children: ReactNode;
}): ReactElement {
  return (
    <button
      type="button"
      className="sbw-tool"
      aria-label={label}
      aria-expanded={expanded}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

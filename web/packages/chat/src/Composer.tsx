import { ArrowUp } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";

import type { ComposerLabels } from "./types";

export interface ComposerHandle {
  focus: () => void;
}

export interface ComposerProps {
  value: string;
  onValueChange: (value: string) => void;
  /** Gets the trimmed text; clearing the value is the owner's part. */
  onSend: (text: string) => void;
  /** True when somebody begins to write, false after a pause or when sent. */
  onTyping?: (active: boolean) => void;
  sendOn: "enter" | "mod+enter";
  labels: ComposerLabels;
  /** Changes the look, so that a note is never mistaken for a reply. */
  tone?: "reply" | "note";
  disabled?: boolean;
  maxLength?: number;
  /** Before the send button: attachments, templates and so on. */
  tools?: ReactNode;
  ref?: Ref<ComposerHandle>;
}

const TYPING_PAUSE_MS = 3000;

/** A text box that grows with its text, and a button that sends it. */
export function Composer({
  value,
  onValueChange,
  onSend,
  onTyping,
  sendOn,
  labels,
  tone = "reply",
  disabled = false,
  maxLength = 8000,
  tools,
  ref,
}: ComposerProps): ReactElement {
  const area = useGrowing(value);
  const typed = useTyping(onTyping);
  useImperativeHandle(ref, () => ({ focus: () => area.current?.focus() }), [area]);

  const send = (): void => {
    const text = value.trim();
    if (!text || disabled) return;
    typed(false);
    onSend(text);
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (!sends(event, sendOn)) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="sbc-composer"
      data-tone={tone}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        value={value}
        disabled={disabled}
        maxLength={maxLength}
        aria-label={labels.input}
        placeholder={labels.placeholder}
        enterKeyHint={sendOn === "enter" ? "send" : "enter"}
        onChange={(event) => {
          onValueChange(event.currentTarget.value);
          typed(event.currentTarget.value !== "");
        }}
        onKeyDown={onKeyDown}
      />
      <div className="sbc-composer-tools">
        {tools}
        <button
          type="submit"
          className="sbc-send"
          aria-label={labels.send}
          title={labels.send}
          disabled={disabled || !value.trim()}
        >
          <ArrowUp size={18} aria-hidden />
        </button>
      </div>
    </form>
  );
}

/** Enter while an input method is composing chooses a candidate; it must never send. */
function sends(event: KeyboardEvent<HTMLTextAreaElement>, sendOn: "enter" | "mod+enter"): boolean {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || event.keyCode === 229) return false;
  const mod = event.metaKey || event.ctrlKey;
  return sendOn === "enter" ? !event.shiftKey && !event.altKey : mod;
}

/** Tells once that writing began, and once that it stopped. */
function useTyping(onTyping: ((active: boolean) => void) | undefined): (active: boolean) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const active = useRef(false);
  const tell = useRef(onTyping);
  useEffect(() => {
    tell.current = onTyping;
  }, [onTyping]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const set = (next: boolean): void => {
    if (active.current === next) return;
    active.current = next;
    tell.current?.(next);
  };
  return (next) => {
    clearTimeout(timer.current);
    set(next);
    if (next) timer.current = setTimeout(() => set(false), TYPING_PAUSE_MS);
  };
}

/** A text box as high as its text, also in browsers that do not know `field-sizing: content`. */
function useGrowing(value: string): RefObject<HTMLTextAreaElement | null> {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || globalThis.CSS?.supports?.("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);
  return area;
}

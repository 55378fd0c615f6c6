import { ArrowUp } from "lucide-react";
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

import type { ComposerLabels } from "./types";

export interface ComposerHandle {
  focus: () => void;
  /** Puts text in at the caret. */
  insert: (text: string) => void;
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
  /** Above the box, for instance files that will go with the message. */
  above?: ReactNode;
  /** Whether there is something to send besides text. */
  ready?: boolean;
  /** Files that were pasted, or dropped onto the box. */
  onFiles?: ((files: readonly File[]) => void) | undefined;
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
  above,
  ready = false,
  onFiles,
  ref,
}: ComposerProps): ReactElement {
  const area = useGrowing(value);
  const typed = useTyping(onTyping);
  const { over, onPaste, ...dropping } = useFiles(onFiles);
  useHandle(ref, area, onValueChange);

  const send = (): void => {
    const text = value.trim();
    if (!(text || ready) || disabled) return;
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
      data-over={over || undefined}
      {...dropping}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {above}
      <textarea
        ref={area}
        rows={1}
        // Empty, it has the page's direction, by which its placeholder is read.
        dir={value ? "auto" : undefined}
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
        onPaste={onPaste}
      />
      <div className="sbc-composer-tools">
        {tools}
        <button
          type="submit"
          className="sbc-send"
          aria-label={labels.send}
          title={labels.send}
          disabled={disabled || !(value.trim() || ready)}
        >
          <ArrowUp size={18} aria-hidden />
        </button>
      </div>
    </form>
  );
}

function useHandle(
  ref: Ref<ComposerHandle> | undefined,
  area: RefObject<HTMLTextAreaElement | null>,
  change: (value: string) => void,
): void {
  useImperativeHandle(
    ref,
    () => ({
      focus: () => area.current?.focus(),
      insert: (text) => {
        const element = area.current;
        if (!element) return;
        element.setRangeText(text, element.selectionStart, element.selectionEnd, "end");
        change(element.value);
        element.focus();
      },
    }),
    [area, change],
  );
}

/** Files that are pasted or dropped. Text that is pasted or dropped stays the box's own matter. */
function useFiles(onFiles: ((files: readonly File[]) => void) | undefined) {
  const [over, setOver] = useState(false);
  if (!onFiles) return { over: false, onPaste: undefined };
  const take = (data: DataTransfer | null, event: { preventDefault: () => void }): void => {
    const files = [...(data?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return {
    over,
    onPaste: (event: ClipboardEvent) => take(event.clipboardData, event),
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      take(event.dataTransfer, event);
    },
  };
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

"use client";

import {
  type ChangeEvent,
  type KeyboardEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

import { combinationOf } from "@/shared/keyboard/combination";

import { type Edit, type Mark, replace, toggle } from "./markdown-edit";
import { type Trigger, triggerAt } from "./trigger";
import type { DraftText } from "./useDraft";
import { useSuggestions } from "./useSuggestions";
import type { Known } from "./variables";

interface TextBoxOptions {
  draft: DraftText;
  note: boolean;
  known: Known;
  sendOn: "enter" | "mod+enter";
  onChange: (draft: DraftText) => void;
  onTyping: (active: boolean) => void;
  onSubmit: () => void;
}

const TYPING_PAUSE_MS = 3_000;
const MARK_KEYS: Record<string, Mark> = {
  "Mod+B": "bold",
  "Mod+I": "italic",
  "Mod+Shift+U": "link",
  "Mod+Shift+8": "list",
  "Mod+Shift+7": "numbers",
};

/** The text box's own behaviour: marks by keys, suggestions, sending, and telling that somebody writes. */
export function useTextBox(options: TextBoxOptions) {
  const { draft, note, onChange, onSubmit } = options;
  const area = useRef<HTMLTextAreaElement>(null);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState(-1);
  const mentioned = useRef(new Map<string, string>());
  const wanted = useRef<{ start: number; end: number } | null>(null);
  const typing = useTyping(options.onTyping);
  const suggestions = useSuggestions(trigger, options.known);

  // React sets the value first; only then can the selection be put where the edit wants it.
  useLayoutEffect(() => {
    if (!wanted.current || !area.current) return;
    area.current.setSelectionRange(wanted.current.start, wanted.current.end);
    wanted.current = null;
  });

  const look = (text: string, caret: number): void => {
    const found = triggerAt(
      text,
      caret,
      note ? ["canned", "mention", "emoji"] : ["canned", "emoji"],
    );
    setTrigger(found && found.from !== dismissed ? found : null);
    if (!found) setDismissed(-1);
    setChosen(0);
  };

  const apply = (edit: Edit): void => {
    wanted.current = { start: edit.start, end: edit.end };
    onChange({ ...draft, text: edit.text });
    area.current?.focus();
    look(edit.text, edit.end);
  };

  const mark = (kind: Mark): void => {
    const element = area.current;
    if (!element) return;
    const { selectionStart: start, selectionEnd: end } = element;
    apply(toggle({ text: draft.text, start, end }, kind));
  };

  /** Types a sign at the caret, with a space before it where a word stands. */
  const sign = (typed: string): void => {
    const caret = area.current?.selectionStart ?? draft.text.length;
    const spaced = caret > 0 && !/\s/u.test(draft.text[caret - 1] ?? " ") ? ` ${typed}` : typed;
    // Emoji are found from two letters on: a heart and a smile to begin with would be a guess.
    apply(replace(draft.text, caret, caret, spaced));
  };

  const choose = (index: number): void => {
    const found = suggestions[index];
    const caret = area.current?.selectionStart ?? draft.text.length;
    if (!found || !trigger) return;
    if (found.memberId) mentioned.current.set(found.memberId, found.insert.trim());
    apply(replace(draft.text, trigger.from, caret, found.insert));
    setTrigger(null);
  };

  const onSuggestionKey = (event: KeyboardEvent): boolean => {
    if (!trigger || suggestions.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((chosen + step + suggestions.length) % suggestions.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else if (event.key === "Escape") {
      setDismissed(trigger.from);
      setTrigger(null);
    } else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Enter while an input method is composing chooses a candidate; it must never send.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const combination = combinationOf(event.nativeEvent);
    const kind = combination ? MARK_KEYS[combination] : undefined;
    const sends =
      combination === "Mod+Enter" || (options.sendOn === "enter" && combination === "Enter");
    if (!sends || (trigger && combination === "Enter")) {
      if (onSuggestionKey(event)) event.preventDefault();
      else if (kind) {
        event.preventDefault();
        mark(kind);
      }
      if (!sends || event.defaultPrevented) return;
    }
    event.preventDefault();
    setTrigger(null);
    typing(false);
    onSubmit();
  };

  return {
    area,
    trigger,
    suggestions,
    chosen,
    setChosen,
    choose,
    mark,
    sign,
    close: () => setTrigger(null),
    onKeyDown,
    onSelect: () => {
      const element = area.current;
      if (element && trigger && element.selectionStart <= trigger.from) setTrigger(null);
    },
    onChange: (event: ChangeEvent<HTMLTextAreaElement>) => {
      const { value, selectionStart } = event.currentTarget;
      onChange({ ...draft, text: value });
      typing(value !== "");
      look(value, selectionStart);
    },
    /** The members whose names still stand in the text. */
    mentions: (): string[] => {
      const found = [...mentioned.current].filter(([, name]) => draft.text.includes(name));
      mentioned.current.clear();
      return note ? found.map(([id]) => id) : [];
    },
  };
}

/** Tells that somebody writes when they begin, and again while they go on; and once that they stopped. */
function useTyping(tell: (active: boolean) => void): (active: boolean) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (active) => {
    clearTimeout(timer.current);
    const now = Date.now();
    if (active) {
      if (now - told.current > TYPING_PAUSE_MS) {
        told.current = now;
        tell(true);
      }
      timer.current = setTimeout(() => {
        told.current = 0;
        tell(false);
      }, TYPING_PAUSE_MS);
    } else if (told.current) {
      told.current = 0;
      tell(false);
    }
  };
}

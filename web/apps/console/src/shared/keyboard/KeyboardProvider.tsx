"use client";

import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";

import { useSettings } from "../settings";
import { type ActionId, bindings } from "./actions";
import { type Combination, combinationOf, isTyped, shownCombination } from "./combination";

type Run = () => void;

/** What can be done on the screen that is shown: the newest of equal actions counts. */
class Registry {
  private readonly running = new Map<ActionId, Run[]>();
  private readonly listeners = new Set<() => void>();
  private listed: readonly ActionId[] = [];

  add(id: ActionId, run: Run): () => void {
    this.running.set(id, [...(this.running.get(id) ?? []), run]);
    this.changed();
    return () => {
      this.running.set(
        id,
        (this.running.get(id) ?? []).filter((known) => known !== run),
      );
      this.changed();
    };
  }

  run(id: ActionId): boolean {
    const found = this.running.get(id)?.at(-1);
    found?.();
    return found !== undefined;
  }

  /** The actions that would do something now. */
  readonly available = (): readonly ActionId[] => this.listed;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    this.listed = [...this.running].filter(([, runs]) => runs.length > 0).map(([id]) => id);
    for (const listener of this.listeners) listener();
  }
}

interface Keyboard {
  registry: Registry;
  keys: Record<ActionId, Combination>;
}

const KeyboardContext = createContext<Keyboard | null>(null);

/** Listens to the keyboard for the whole console. */
export function KeyboardProvider({ children }: { children: ReactNode }): ReactElement {
  const [registry] = useState(() => new Registry());
  const chosen = useSettings().keys;
  const keys = useMemo(() => bindings(chosen), [chosen]);

  useEffect(() => {
    const byCombination = new Map(
      (Object.entries(keys) as [ActionId, Combination][]).map(([id, keys_]) => [keys_, id]),
    );
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const combination = combinationOf(event);
      const id = combination ? byCombination.get(combination) : undefined;
      if (!id || !combination || isBusy(event, combination, id)) return;
      if (registry.run(id)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [registry, keys]);

  const value = useMemo(() => ({ registry, keys }), [registry, keys]);
  return <KeyboardContext value={value}>{children}</KeyboardContext>;
}

/** Keys that are text do nothing while somebody writes, and none reaches below a dialog. */
function isBusy(event: KeyboardEvent, combination: Combination, id: ActionId): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const writing = target?.matches("input, textarea, select, [contenteditable=true]") ?? false;
  if (writing && isTyped(combination)) return true;
  return id !== "palette.open" && document.querySelector(".sb-backdrop") !== null;
}

function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error("the keyboard is used outside of its provider");
  return keyboard;
}

/** Does something when an action's keys are pressed, for as long as the component is shown. */
export function useShortcut(id: ActionId, run: Run, enabled = true): void {
  const { registry } = useKeyboard();
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  }, [run]);
  useEffect(
    () => (enabled ? registry.add(id, () => newest.current()) : undefined),
    [registry, id, enabled],
  );
}

/** The actions that would do something now, and the way to do them. */
export function useActionsNow(): { ids: readonly ActionId[]; run: (id: ActionId) => boolean } {
  const { registry } = useKeyboard();
  const ids = useSyncExternalStore(registry.subscribe, registry.available, registry.available);
  return { ids, run: (id) => registry.run(id) };
}

export function useBindings(): Record<ActionId, Combination> {
  return useKeyboard().keys;
}

/** An action's keys as people read them, or undefined when it has none. */
export function useKeysOf(id: ActionId): string | undefined {
  const keys = useKeyboard().keys[id];
  return keys ? shownCombination(keys) : undefined;
}

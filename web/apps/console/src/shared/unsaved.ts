"use client";

import { useEffect, useId, useSyncExternalStore } from "react";

/** The forms whose changes would be lost, and the way somebody wants to go nevertheless. */
class Unsaved {
  private readonly forms = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private leaving: (() => void) | null = null;

  /** Leaves at once when nothing would be lost; else asks first. */
  leave(go: () => void): void {
    if (this.forms.size === 0) go();
    else this.ask(go);
  }

  get dirty(): boolean {
    return this.forms.size > 0;
  }

  mark(form: string): () => void {
    if (this.forms.size === 0) window.addEventListener("beforeunload", askBrowser);
    this.forms.add(form);
    return () => {
      this.forms.delete(form);
      if (this.forms.size === 0) window.removeEventListener("beforeunload", askBrowser);
    };
  }

  answer(leave: boolean): void {
    const go = this.leaving;
    if (leave) {
      this.forms.clear();
      window.removeEventListener("beforeunload", askBrowser);
    }
    this.ask(null);
    if (leave) go?.();
  }

  readonly asking = (): boolean => this.leaving !== null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private ask(go: (() => void) | null): void {
    this.leaving = go;
    for (const listener of this.listeners) listener();
  }
}

export const unsaved = new Unsaved();

function askBrowser(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Says that a form has changes that leaving the page would lose; both the console and the browser ask then. */
export function useUnsaved(dirty: boolean): void {
  const id = useId();
  useEffect(() => (dirty ? unsaved.mark(id) : undefined), [dirty, id]);
}

/** Whether somebody has to be asked before they leave, and the way to answer for them. */
export function useLeaveQuestion(): { open: boolean; answer: (leave: boolean) => void } {
  const open = useSyncExternalStore(unsaved.subscribe, unsaved.asking, () => false);
  return { open, answer: (leave) => unsaved.answer(leave) };
}

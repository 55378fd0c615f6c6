import type { ReactNode } from "react";

export type ToastTone = "neutral" | "success" | "danger";

export interface ToastOptions {
  title: ReactNode;
  description?: ReactNode;
  tone?: ToastTone;
  action?: { label: string; onSelect: () => void };
  /** Milliseconds until it leaves by itself; 0 keeps it. */
  timeout?: number;
}

/** Toasts on their way to the screen. */
class ToastQueue {
  private readonly waiting: ToastOptions[] = [];
  private readonly listeners = new Set<() => void>();
  private everUsed = false;

  readonly add = (options: ToastOptions): void => {
    this.everUsed = true;
    this.waiting.push(options);
    for (const listener of this.listeners) listener();
  };

  /** Takes what waits. */
  readonly take = (): ToastOptions[] => this.waiting.splice(0);

  readonly used = (): boolean => this.everUsed;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export const queue = new ToastQueue();

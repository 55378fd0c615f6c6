import type { Identity, WidgetEvent } from "../shared/protocol";
import { type BootOptions, Widget } from "./widget";

type Listener = (data?: unknown) => void;

export type Command =
  | ["boot", BootOptions]
  | ["identify", Identity]
  | ["update", Partial<BootOptions>]
  | ["shutdown" | "open" | "close" | "toggle" | "show" | "hide"]
  | ["newMessage", string?]
  | ["on" | "off", WidgetEvent, Listener];

/**
 * The function behind `Switchboard(...)`. `on` gives its unsubscribe; every other command gives a promise. Commands
 * wait for `boot`, in the order in which they were called.
 */
export function createCommands(base: URL): (...command: Command) => Promise<void> | (() => void) {
  const listeners = new Map<WidgetEvent, Set<Listener>>();
  let booted: Promise<Widget> | null = null;
  let announce: () => void = () => undefined;
  let waiting = new Promise<void>((resolve) => (announce = resolve));

  const emit = (name: WidgetEvent, data?: unknown): void =>
    listeners.get(name)?.forEach((listener) => listener(data));

  const on = (name: WidgetEvent, listener: Listener): (() => void) => {
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener));
    return () => heard.delete(listener);
  };

  const boot = async (options: BootOptions): Promise<void> => {
    if (!options?.key) throw new Error("Switchboard: boot needs a key");
    booted ??= Widget.boot(base, options, emit);
    announce();
    try {
      await booted;
    } catch (error) {
      booted = null;
      throw error;
    }
  };

  const shutdown = async (): Promise<void> => {
    const widget = await booted;
    booted = null;
    waiting = new Promise((resolve) => (announce = resolve));
    await widget?.shutdown();
  };

  const later = async (command: Command): Promise<void> => {
    await waiting;
    const widget = await booted;
    if (widget) await perform(widget, command);
  };

  return (...command) => {
    switch (command[0]) {
      case "boot":
        return boot(command[1]);
      case "shutdown":
        return shutdown();
      case "on":
        return on(command[1], command[2]);
      case "off":
        listeners.get(command[1])?.delete(command[2]);
        return Promise.resolve();
      default:
        return later(command);
    }
  };
}

async function perform(widget: Widget, command: Command): Promise<void> {
  switch (command[0]) {
    case "identify":
      return widget.identify(command[1]);
    case "update":
      return widget.update(command[1]);
    case "newMessage":
      return widget.newMessage(command[1]);
    case "open":
    case "close":
    case "toggle":
    case "show":
    case "hide":
      return widget[command[0]]();
    default:
      throw new Error(`Switchboard: there is no command ${String(command[0])}`);
  }
}

import type {
  SwitchboardIdentity as Identity,
  SwitchboardOptions as Options,
  SwitchboardTheme as Theme,
} from "@switchboard/react/sdk";

import type { WidgetEvent } from "../shared/protocol";
import { within } from "./part";
import { bootWidget, type Widget } from "./widget";

type Listener = (data?: unknown) => void;

/** A call as it comes from the page, in any of the forms of `SwitchboardFunction`. */
export type Command =
  | ["boot", Options]
  | ["identify", Identity]
  | ["update", Partial<Options>]
  | ["shutdown" | "open" | "close" | "toggle" | "show" | "hide"]
  | ["newMessage", string?]
  | ["track", string, Record<string, unknown>?]
  | ["setLocale", string]
  | ["setTheme", Theme]
  | ["on" | "off", WidgetEvent, Listener];

export type Run = (...command: Command) => Promise<void> | (() => void);

/** The function behind `Switchboard(...)`: see `SwitchboardFunction`. */
export function createCommands(base: URL): Run {
  const listeners = new Map<WidgetEvent, Set<Listener>>();
  let booted: Promise<Widget> | null = null;
  let ended: Promise<unknown> | undefined;
  let ready = false;
  let announce: () => void = () => undefined;
  let waiting = new Promise<void>((resolve) => (announce = resolve));

  const emit = (name: WidgetEvent, data?: unknown): void =>
    listeners.get(name)?.forEach((listener) => listener(data));

  const on = (name: WidgetEvent, listener: Listener): (() => void) => {
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener));
    if (name === "ready" && ready) listener();
    return () => heard.delete(listener);
  };

  const boot = async (options: Options): Promise<void> => {
    if (!options?.key) throw new Error("Switchboard: boot needs a key");
    if (booted) return (await booted).update(options);
    booted = Promise.resolve(ended).then(() => bootWidget(base, options, emit));
    announce();
    try {
      await booted;
    } catch (error) {
      booted = null;
      emit("error", { message: (error as Error).message });
      throw error;
    }
    ready = true;
    emit("ready");
  };

  const shutdown = async (): Promise<void> => {
    // At once, so that a boot in the same breath is another chat.
    const before = booted;
    booted = null;
    ready = false;
    waiting = new Promise((resolve) => (announce = resolve));
    if (before) await (ended = within(before.then((widget) => widget.shutdown())));
  };

  const later = async ([name, ...given]: Command): Promise<void> => {
    await waiting;
    const widget = await booted;
    if (!widget) return;
    if (!(name in widget)) throw new Error(`Switchboard: there is no ${name}`);
    // Every other command is a method of this name that takes what the command is given.
    await (widget[name as keyof Widget] as (...given: unknown[]) => unknown)(...given);
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

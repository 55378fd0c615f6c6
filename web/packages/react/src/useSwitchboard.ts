"use client";

import { useContext, useEffect, useMemo, useRef } from "react";

import { type Provided, SwitchboardContext } from "./SwitchboardProvider";
import type {
  SwitchboardEvent,
  SwitchboardIdentity,
  SwitchboardListener,
  SwitchboardOptions,
  SwitchboardTheme,
} from "./sdk";

/** Everything that can be asked of the chat. The functions stay the same from render to render. */
export interface Switchboard {
  /** Begins with the provider's options, and these in their place; needed with `autoBoot={false}` only. */
  boot: (options?: Partial<SwitchboardOptions>) => Promise<void>;
  update: (options: Partial<SwitchboardOptions>) => Promise<void>;
  identify: (identity: SwitchboardIdentity) => Promise<void>;
  shutdown: () => Promise<void>;
  open: () => Promise<void>;
  close: () => Promise<void>;
  toggle: () => Promise<void>;
  show: () => Promise<void>;
  hide: () => Promise<void>;
  newMessage: (text?: string) => Promise<void>;
  track: (name: string, data?: Record<string, unknown>) => Promise<void>;
  setLocale: (locale: string) => Promise<void>;
  setTheme: (theme: SwitchboardTheme) => Promise<void>;
  /** @returns what ends it */
  on: <Event extends SwitchboardEvent>(
    event: Event,
    listener: SwitchboardListener<Event>,
  ) => () => void;
}

/** @throws Error outside of a SwitchboardProvider */
export function useSwitchboard(): Switchboard {
  const provided = useContext(SwitchboardContext);
  if (!provided) throw new Error("useSwitchboard needs a <SwitchboardProvider> around it");
  return useMemo(() => switchboardOf(provided), [provided]);
}

/** Calls the listener for each event of this kind while the component is mounted. */
export function useSwitchboardEvent<Event extends SwitchboardEvent>(
  event: Event,
  listener: SwitchboardListener<Event>,
): void {
  const { on } = useSwitchboard();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => on(event, (data) => latest.current(data)), [on, event]);
}

function switchboardOf({ client, options }: Provided): Switchboard {
  const { call, on } = client;
  return {
    boot: (changes) => call("boot", { ...options, ...changes }),
    update: (changes) => call("update", changes),
    identify: (identity) => call("identify", identity),
    shutdown: () => call("shutdown"),
    open: () => call("open"),
    close: () => call("close"),
    toggle: () => call("toggle"),
    show: () => call("show"),
    hide: () => call("hide"),
    newMessage: (text) => call("newMessage", text),
    track: (name, data) => call("track", name, data),
    setLocale: (locale) => call("setLocale", locale),
    setTheme: (theme) => call("setTheme", theme),
    on,
  };
}

"use client";

import {
  createContext,
  type ReactElement,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
} from "react";

import { type Client, createClient } from "./client";
import type { SwitchboardEvent, SwitchboardEvents, SwitchboardOptions } from "./sdk";

export interface SwitchboardProviderProps extends Omit<SwitchboardOptions, "key"> {
  /** Your Switchboard's address, such as https://chat.example.com */
  baseUrl: string;
  /** The inbox's widget key. It is public. */
  widgetKey: string;
  /** The page's CSP nonce, if it has one. */
  nonce?: string;
  /** Set to false to begin later, with `boot` of `useSwitchboard`. */
  autoBoot?: boolean;
  onReady?: () => void;
  onOpen?: () => void;
  onClose?: () => void;
  onUnread?: (count: number) => void;
  onMessageReceived?: (data: SwitchboardEvents["message:received"]) => void;
  onError?: (error: { message: string }) => void;
  children?: ReactNode;
}

export interface Provided {
  client: Client;
  options: SwitchboardOptions;
}

export const SwitchboardContext = createContext<Provided | null>(null);

/**
 * Loads the chat once and keeps it as the props say; changes to them are changes to the chat. On a server it renders
 * its children and does nothing else.
 */
export function SwitchboardProvider(props: SwitchboardProviderProps): ReactElement {
  const { baseUrl, nonce, autoBoot = true, children } = props;
  const client = useMemo(() => createClient({ baseUrl, nonce }), [baseUrl, nonce]);
  const options = useOptions(props);
  useHandlers(client, props);
  useEffect(() => {
    // Booting again with other options is changing them; what went wrong is told by the event `error`.
    if (autoBoot) client.call("boot", options).catch(() => undefined);
  }, [client, options, autoBoot]);
  const provided = useMemo(() => ({ client, options }), [client, options]);
  return <SwitchboardContext.Provider value={provided}>{children}</SwitchboardContext.Provider>;
}

/** The options among the props, the same object until one of them has another value. */
function useOptions(props: SwitchboardProviderProps): SwitchboardOptions {
  const { name, email, token, locale, theme, side, color, offset, hideLauncher } = props;
  const { launcher, trackPages, getToken, widgetKey: key } = props;
  const ask = useLatest(getToken);
  const asks = getToken !== undefined;
  const given = JSON.stringify({
    ...{ key, name, email, token, locale, theme, side, color, offset },
    ...{ hideLauncher, launcher, trackPages },
  });
  return useMemo(
    () => ({
      ...(JSON.parse(given) as SwitchboardOptions),
      ...(asks ? { getToken: () => ask.current?.() ?? null } : {}),
    }),
    [given, asks, ask],
  );
}

const HANDLERS = {
  onReady: "ready",
  onOpen: "open",
  onClose: "close",
  onUnread: "unread",
  onMessageReceived: "message:received",
  onError: "error",
} as const satisfies Record<string, SwitchboardEvent>;

function useHandlers(client: Client, props: SwitchboardProviderProps): void {
  const latest = useLatest(props);
  useEffect(() => {
    const ends = Object.entries(HANDLERS).map(([name, event]) =>
      client.on(event, (data) => {
        const handler = latest.current[name as keyof typeof HANDLERS];
        (handler as ((data: unknown) => void) | undefined)?.(data);
      }),
    );
    return () => ends.forEach((end) => end());
  }, [client, latest]);
}

/** What a later call should see without being made anew for it. */
function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

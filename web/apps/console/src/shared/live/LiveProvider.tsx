"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useState,
} from "react";

import { api, unwrap } from "../api";
import { LiveCache, type NoticeFrame } from "./cache";
import { LiveConnection, type LiveStatus } from "./connection";

interface Live {
  connection: LiveConnection | null;
  status: LiveStatus;
}

const LiveContext = createContext<Live>({ connection: null, status: "connecting" });
const noticeListeners = new Set<(notice: NoticeFrame) => void>();

/** The console's one socket, for as long as somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }): ReactElement {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>({ connection: null, status: "connecting" });

  useEffect(() => {
    const cache = new LiveCache(client, (notice) => {
      for (const listener of noticeListeners) listener(notice);
    });
    const connection = new LiveConnection({
      url: socketUrl(),
      onFrame: (frame) => cache.receive(frame),
      onStatus: (status) => setLive({ connection, status }),
      renew: () => unwrap(api.GET("/api/v1/me")),
    });
    const nudge = () => connection.nudge();
    const shown = () => {
      if (document.visibilityState === "visible") connection.nudge();
    };
    const lost = () => connection.lost();
    connection.start();
    window.addEventListener("online", nudge);
    window.addEventListener("offline", lost);
    document.addEventListener("visibilitychange", shown);
    return () => {
      window.removeEventListener("online", nudge);
      window.removeEventListener("offline", lost);
      document.removeEventListener("visibilitychange", shown);
      connection.stop();
      cache.stop();
    };
  }, [client]);

  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  return useContext(LiveContext);
}

/** Calls back with everything that concerns the person who is signed in. */
export function useNotices(listener: (notice: NoticeFrame) => void): void {
  useEffect(() => {
    noticeListeners.add(listener);
    return () => void noticeListeners.delete(listener);
  }, [listener]);
}

function socketUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/ws/console`;
}

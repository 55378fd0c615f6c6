"use client";

import type { MemberSettings, MemberSettingsChange, NoticeWays } from "@switchboard/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";

import { api, unwrap } from "./api";
import { keys } from "./keys";
import { useAction } from "./useAction";

/** The person's settings, whole. */
export interface Settings extends Required<Omit<MemberSettings, "notices">> {
  notices: Record<NoticeKind, Required<NoticeWays>>;
}

export type NoticeKind = "assigned" | "waiting" | "mention" | "reply";

const way = { screen: true, push: true, sound: true };

/** What counts until the person's own settings are there. */
const USUAL: Settings = {
  availability: "online",
  locale: null,
  theme: "system",
  density: "comfortable",
  time_zone: null,
  send_on: "mod+enter",
  undo_send: true,
  keys: {},
  notices: { assigned: way, waiting: { ...way, push: false }, mention: way, reply: way },
  quiet: null,
};

export function useSettingsQuery() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: () => unwrap(api.GET("/api/v1/me/settings")),
    staleTime: 5 * 60_000,
  });
}

/** What the person has set for themselves, on whatever browser. */
export function useSettings(): Settings {
  const known = useSettingsQuery().data;
  return useMemo(() => whole(known), [known]);
}

function whole(known: MemberSettings | undefined): Settings {
  const notices = { ...USUAL.notices, ...known?.notices } as Settings["notices"];
  return { ...USUAL, ...known, notices };
}

/** Changes some settings: shown at once, kept on the server. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useAction(
    (body: MemberSettingsChange) => {
      client.setQueryData(keys.settings, (known: MemberSettings = USUAL) => ({
        ...known,
        ...body,
      }));
      return unwrap(api.PATCH("/api/v1/me/settings", { body }));
    },
    {
      onDone: (settings) => client.setQueryData(keys.settings, settings),
      refreshes: [keys.members],
    },
  );
}

"use client";

import type { CannedResponse } from "@switchboard/api-client";
import { Avatar } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { matchSorter } from "match-sorter";
import { useMemo } from "react";

import { api, unwrap } from "@/shared/api";
import { useMembers } from "@/shared/directory";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";

import { findEmoji, loadEmoji } from "./emoji";
import type { Suggestion } from "./Suggestions";
import type { Trigger } from "./trigger";
import { fillVariables, type Known } from "./variables";

const MOST = 8;

/** What fits what is being named. */
export function useSuggestions(trigger: Trigger | null, known: Known): readonly Suggestion[] {
  const canned = useCanned(trigger?.kind === "canned");
  const emoji = useEmoji(trigger?.kind === "emoji");
  const members = useMembers().data;
  const { member: me } = useMe();
  return useMemo(() => {
    if (!trigger) return [];
    if (trigger.kind === "canned") return cannedSuggestions(canned ?? [], trigger.query, known);
    if (trigger.kind === "emoji") {
      return findEmoji(emoji ?? [], trigger.query, MOST).map(({ char, names }) => ({
        key: char,
        mark: char,
        label: `:${names[0] ?? ""}:`,
        insert: char,
      }));
    }
    const people = (members ?? []).filter(({ id, status }) => status === "active" && id !== me.id);
    return matchSorter(people, trigger.query, { keys: ["name", "email"] })
      .slice(0, MOST)
      .map(({ id, name, email }) => ({
        key: id,
        mark: <Avatar name={name} id={id} size={22} />,
        label: name,
        detail: email,
        insert: `@${name} `,
        memberId: id,
      }));
  }, [trigger, canned, emoji, members, me.id, known]);
}

/** Those in the conversation's language first; each is shown as the customer would read it. */
function cannedSuggestions(
  all: readonly CannedResponse[],
  query: string,
  known: Known,
): Suggestion[] {
  const language = known.conversation.language;
  const fits = matchSorter(all, query, {
    keys: ["shortcut", "title", { key: "body", threshold: matchSorter.rankings.CONTAINS }],
    baseSort: (a, b) =>
      Number(b.item.language === language) - Number(a.item.language === language) ||
      a.item.shortcut.localeCompare(b.item.shortcut),
  });
  return fits.slice(0, MOST).map((one) => {
    const text = fillVariables(one.body, known);
    return {
      key: one.id,
      label: (
        <>
          {one.title} <span className="font-normal opacity-70">/{one.shortcut}</span>
        </>
      ),
      detail: text,
      insert: text,
    };
  });
}

export function useCanned(enabled: boolean): readonly CannedResponse[] | undefined {
  return useQuery({
    queryKey: keys.canned,
    queryFn: async () =>
      (await unwrap(api.GET("/api/v1/canned-responses", { params: { query: { limit: 200 } } })))
        .items,
    enabled,
    staleTime: 60_000,
  }).data;
}

function useEmoji(enabled: boolean) {
  return useQuery({
    queryKey: ["emoji"],
    queryFn: () => loadEmoji(),
    enabled,
    staleTime: Infinity,
  }).data;
}

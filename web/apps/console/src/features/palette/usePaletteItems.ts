"use client";

import { plainText } from "@switchboard/chat";
import { useQuery } from "@tanstack/react-query";
import { matchSorter } from "match-sorter";
import { useRouter } from "next/navigation";

import { api, unwrap } from "@/shared/api";
import { useMembers } from "@/shared/directory";
import { type ActionId, actionLabel } from "@/shared/keyboard/actions";
import { shownCombination } from "@/shared/keyboard/combination";
import { useActionsNow, useBindings } from "@/shared/keyboard/KeyboardProvider";
import { useCan } from "@/shared/session/me";
import { type MessageKey, t } from "@/features/palette/texts";

export interface PaletteItem {
  value: string;
  label: string;
  detail?: string;
  keys?: string;
  kind: "action" | "message" | "contact" | "member" | "article";
  run: () => void;
}

export interface PaletteGroup {
  value: string;
  items: PaletteItem[];
}

const MOST = 5;
const SHORTEST = 2;

/** What fits the words: what can be done here, and what is found on the server. */
export function usePaletteItems(words: string): { groups: PaletteGroup[]; searching: boolean } {
  const query = words.trim();
  const actions = useActionItems(query);
  const found = useFound(query);
  const members = useMemberItems(query);
  const groups: [MessageKey, PaletteItem[]][] = [
    ["palette.actions", actions],
    ["palette.messages", found.messages],
    ["palette.contacts", found.contacts],
    ["palette.members", members],
    ["palette.articles", found.articles],
  ];
  return {
    groups: groups
      .filter(([, items]) => items.length > 0)
      .map(([label, items]) => ({ value: t(label), items })),
    searching: found.searching,
  };
}

function useActionItems(query: string): PaletteItem[] {
  const { ids, run } = useActionsNow();
  const keys = useBindings();
  const items = ids
    .filter((id: ActionId) => id !== "palette.open")
    .map((id) => ({
      value: `action ${id}`,
      label: t(actionLabel(id)),
      ...(keys[id] ? { keys: shownCombination(keys[id]) } : {}),
      kind: "action" as const,
      run: () => void run(id),
    }));
  return query ? matchSorter(items, query, { keys: ["label"] }).slice(0, 8) : items;
}

function useMemberItems(query: string): PaletteItem[] {
  const router = useRouter();
  const members = useMembers().data ?? [];
  if (query.length < SHORTEST) return [];
  return matchSorter(members, query, { keys: ["name", "email"] })
    .slice(0, MOST)
    .map(({ id, name, email }) => ({
      value: `member ${id}`,
      label: name,
      detail: email,
      kind: "member" as const,
      run: () => router.push("/people/"),
    }));
}

function useFound(query: string) {
  const router = useRouter();
  const reads = { conversations: useCan("conversations.read"), contacts: useCan("contacts.read") };
  const enabled = query.length >= SHORTEST;
  const messages = useQuery({
    queryKey: ["palette", "messages", query],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET("/api/v1/conversations/search", {
            params: { query: { q: query, limit: MOST } },
            signal,
          }),
        )
      ).items,
    enabled: enabled && reads.conversations,
    placeholderData: (before) => before,
  });
  const contacts = useQuery({
    queryKey: ["palette", "contacts", query],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET("/api/v1/contacts", { params: { query: { q: query, limit: MOST } }, signal }),
        )
      ).items,
    enabled: enabled && reads.contacts,
    placeholderData: (before) => before,
  });
  const articles = useQuery({
    queryKey: ["palette", "articles", query],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET("/api/v1/knowledge/articles", {
            params: { query: { q: query, limit: MOST } },
            signal,
          }),
        )
      ).items,
    enabled,
    placeholderData: (before) => before,
  });
  const shown = <T>(items: readonly T[] | undefined): readonly T[] =>
    enabled ? (items ?? []) : [];
  return {
    searching: enabled && [messages, contacts, articles].some(({ isFetching }) => isFetching),
    messages: shown(messages.data).map(({ conversation: { id, contact }, seq, snippet }) => ({
      value: `message ${id} ${seq}`,
      label: contact.name || contact.email || t("inbox.visitor"),
      detail: plainText(snippet.text),
      kind: "message" as const,
      run: () => router.push(`/inbox/?c=${id}&at=${seq}`),
    })),
    contacts: shown(contacts.data).map((item) => ({
      value: `contact ${item.id}`,
      label: item.name || item.email || item.phone || t("inbox.visitor"),
      detail: [item.email, item.phone].filter(Boolean).join(" · "),
      kind: "contact" as const,
      run: () => void openContact(item.id, (path) => router.push(path)),
    })),
    articles: shown(articles.data).map((item) => ({
      value: `article ${item.id}`,
      label: item.title,
      kind: "article" as const,
      run: () => router.push(`/knowledge/edit/?id=${item.id}`),
    })),
  };
}

/** A customer is met in their latest conversation. */
async function openContact(id: string, go: (path: string) => void): Promise<void> {
  const page = await unwrap(
    api.GET("/api/v1/conversations", { params: { query: { contact_id: id, limit: 1 } } }),
  );
  const latest = page.items[0];
  if (latest) go(`/inbox/?c=${latest.id}`);
}

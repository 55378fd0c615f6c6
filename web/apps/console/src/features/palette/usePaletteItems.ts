"use client";

import { plainText } from "@switchboard/chat";
import { useQuery } from "@tanstack/react-query";
import { matchSorter } from "match-sorter";
import { BookOpen, Contact, MessageSquare, UsersRound } from "lucide-react";

import { api, unwrap } from "@/shared/api";
import { useMembers } from "@/shared/directory";
import { useGo } from "@/shared/navigation";
import { useCan } from "@/shared/session/me";
import { href } from "@/shared/routes";
import { useSettled } from "@/shared/useSettled";

import { type MessageKey, t } from "./texts";
import type { PaletteGroup, PaletteItem } from "./items";
import { useActionItems, useCreationItems, usePreferenceItems } from "./useCommands";
import { usePageItems } from "./usePages";

const MAX_FOUND = 5;
const MAX_MATCHES = 8;
const MIN_LETTERS = 2;

/** What fits the words: what can be done here, every page and setting, and what is found on the server. */
export function usePaletteItems(words: string): { groups: PaletteGroup[]; searching: boolean } {
  const query = words.trim();
  const found = useFound(useSettled(query));
  const groups: [MessageKey, PaletteItem[]][] = [
    ["palette.actions", matching(useActionItems(), query)],
    ["palette.pages", matching(usePageItems(), query)],
    ["palette.create", matching(useCreationItems(), query)],
    ["palette.preferences", matching(usePreferenceItems(), query)],
    ["palette.messages", found.messages],
    ["palette.contacts", found.contacts],
    ["palette.members", useMemberItems(query)],
    ["palette.articles", found.articles],
  ];
  return {
    groups: groups
      .filter(([, items]) => items.length > 0)
      .map(([label, items]) => ({ value: t(label), items })),
    searching: found.searching,
  };
}

function matching(items: PaletteItem[], query: string): PaletteItem[] {
  return query ? matchSorter(items, query, { keys: ["label"] }).slice(0, MAX_MATCHES) : items;
}

function useMemberItems(query: string): PaletteItem[] {
  const go = useGo();
  const members = useMembers().data ?? [];
  if (query.length < MIN_LETTERS) return [];
  return matchSorter(members, query, { keys: ["name", "email"] })
    .slice(0, MAX_FOUND)
    .map(({ id, name, email }) => ({
      value: `member ${id}`,
      label: name,
      detail: email,
      icon: UsersRound,
      run: () => go(href("people")),
    }));
}

function useFound(query: string) {
  const go = useGo();
  const reads = { conversations: useCan("conversations.read"), contacts: useCan("contacts.read") };
  const enabled = query.length >= MIN_LETTERS;
  const messages = useQuery({
    queryKey: ["palette", "messages", query],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET("/api/v1/conversations/search", {
            params: { query: { q: query, limit: MAX_FOUND } },
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
          api.GET("/api/v1/contacts", {
            params: { query: { q: query, limit: MAX_FOUND } },
            signal,
          }),
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
            params: { query: { q: query, limit: MAX_FOUND } },
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
      label: contact.display_name,
      detail: plainText(snippet.text),
      icon: MessageSquare,
      run: () => go(href("inbox", { c: id, at: seq })),
    })),
    contacts: shown(contacts.data).map((item) => ({
      value: `contact ${item.id}`,
      label: item.display_name,
      detail: [item.email, item.phone].filter(Boolean).join(" · "),
      icon: Contact,
      run: () => void openContact(item.id, go),
    })),
    articles: shown(articles.data).map((item) => ({
      value: `article ${item.id}`,
      label: item.title,
      icon: BookOpen,
      run: () => go(href("article", { id: item.id })),
    })),
  };
}

/** A customer is met in their latest conversation. */
async function openContact(id: string, go: (path: string) => void): Promise<void> {
  const page = await unwrap(
    api.GET("/api/v1/conversations", { params: { query: { contact_id: id, limit: 1 } } }),
  );
  const latest = page.items[0];
  if (latest) go(href("inbox", { c: latest.id }));
}

"use client";

import { useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { said, usePages } from "@/shared/lists/pages";
import { fetchList } from "@/shared/lists/query";

export function useContacts(q: string, sort: "created" | "-created") {
  const query = said({ q, sort: q ? ("" as const) : sort });
  return usePages({
    queryKey: keys.contactList(query),
    fetch: (page, signal) =>
      unwrap(api.GET("/api/v1/contacts", { params: { query: { ...query, ...page } }, signal })),
  });
}

export function useContactCard(id: string) {
  return useQuery({
    queryKey: keys.contact(id),
    queryFn: () =>
      unwrap(api.GET("/api/v1/contacts/{contact_id}", { params: { path: { contact_id: id } } })),
  });
}

/** What was talked about with somebody, the newest first. */
export function useConversationsOf(contactId: string) {
  return useQuery({
    queryKey: [...keys.contactConversations(contactId), "all"],
    queryFn: async () => (await fetchList({ contact_id: contactId }, { limit: 50 })).items,
  });
}

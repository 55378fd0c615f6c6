"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { fetchList } from "@/shared/lists/query";

export function useContacts(q: string) {
  return useInfiniteQuery({
    queryKey: keys.contactList(q),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/contacts", {
          params: {
            query: { limit: 50, ...(q ? { q } : {}), ...(pageParam ? { after: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
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

"use client";

import type { ContactCard, ContactChange } from "@switchboard/api-client";
import { useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/contacts/texts";
import { useAction } from "@/shared/useAction";

/** Changes what is known of a contact, everywhere it is shown. */
export function useChangeContact(id: string, onDone?: (card: ContactCard) => void) {
  const client = useQueryClient();
  return useAction(useSaveContact(id), {
    refreshes: [keys.contacts, keys.anyConversation],
    done: t("common.saved"),
    quiet: true,
    onDone: (card) => {
      client.setQueryData(keys.contact(id), card);
      onDone?.(card);
    },
  });
}

/** Sends a change of a contact. */
export function useSaveContact(id: string): (body: ContactChange) => Promise<ContactCard> {
  return (body) =>
    unwrap(
      api.PATCH("/api/v1/contacts/{contact_id}", { params: { path: { contact_id: id } }, body }),
    );
}

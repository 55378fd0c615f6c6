"use client";

import type { ContactSummary } from "@switchboard/api-client";
import { Avatar, Dialog, TextField } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/inbox/texts";
import { useAction } from "@/shared/useAction";
import { useSettled } from "@/shared/useSettled";

interface MergeDialogProps {
  contactId: string;
  name: string;
  onClose: () => void;
}

/** Finds the customer who is the same person, and moves everything over to them. */
export function MergeDialog({ contactId, name, onClose }: MergeDialogProps): ReactElement {
  const [text, setText] = useState("");
  const query = useSettled(text.trim());
  const found = useQuery({
    queryKey: [...keys.contacts, query],
    queryFn: async () =>
      (
        await unwrap(
          api.GET("/api/v1/contacts", {
            params: { query: { limit: 8, ...(query ? { q: query } : {}) } },
          }),
        )
      ).items,
  });
  const merge = useAction(
    (into: string) =>
      unwrap(
        api.POST("/api/v1/contacts/{contact_id}/merge", {
          params: { path: { contact_id: contactId } },
          body: { into },
        }),
      ),
    {
      refreshes: [keys.conversations, ["conversation"], ["contact"], keys.contacts],
      done: t("customer.merged"),
      quiet: true,
      onDone: onClose,
    },
  );
  const others = (found.data ?? []).filter(({ id }) => id !== contactId);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("customer.mergeTitle", { name })}
      description={t("customer.mergeLead", { name })}
      closeLabel={t("common.close")}
    >
      <div className="flex flex-col gap-3">
        <TextField
          label={t("customer.mergeSearch")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ul className="flex flex-col gap-0.5">
          {others.map((contact) => (
            <li key={contact.id}>
              <Choice
                contact={contact}
                disabled={merge.isPending}
                onChoose={() => merge.mutate(contact.id)}
              />
            </li>
          ))}
        </ul>
        {found.data && others.length === 0 ? (
          <p className="text-sm text-muted">{t("customer.mergeNobody")}</p>
        ) : null}
        <FormError error={merge.error} />
      </div>
    </Dialog>
  );
}

function Choice(props: {
  contact: ContactSummary;
  disabled: boolean;
  onChoose: () => void;
}): ReactElement {
  const { display_name: shown, email, phone } = props.contact;
  return (
    <button
      type="button"
      disabled={props.disabled}
      onClick={props.onChoose}
      className="flex w-full items-center gap-3 rounded-md px-2 py-2 text-left hover:bg-surface-2"
    >
      <Avatar name={shown} id={props.contact.id} size={30} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" dir="auto">
          {t("customer.mergeInto", { name: shown })}
        </span>
        <span className="block truncate text-sm text-muted">
          {[email, phone].filter(Boolean).join(" · ")}
        </span>
      </span>
    </button>
  );
}

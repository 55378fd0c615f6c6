"use client";

import type { ContactCard } from "@switchboard/api-client";
import { Avatar, Button, classes, Dialog, TextField } from "@switchboard/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { LoadingRows } from "@/components/QueryView";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { listUpdates } from "@/shared/lists/updates";
import { t } from "@/features/contacts/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";
import { useSettled } from "@/shared/useSettled";

import { useContacts } from "./queries";

interface MergeDialogProps {
  source: ContactCard;
  name: string;
  onClose: () => void;
}

const SHOWN = 8;

/** Makes two contacts one: asks which of the others stays. */
export function MergeDialog({ source, name, onClose }: MergeDialogProps): ReactElement {
  const [text, setText] = useState(source.name ?? source.email ?? "");
  const [target, setTarget] = useState<string | null>(null);
  const merge = useMerge(source.id, onClose);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("contacts.mergeTitle", { name })}
      description={t("contacts.mergeDetail")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            variant="danger"
            loading={merge.isPending}
            aria-disabled={!target}
            onClick={() => target && merge.mutate(target)}
          >
            {t("contacts.merge")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <TextField
          label={t("contacts.mergeChoose")}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Candidates q={text} except={source.id} chosen={target} onChoose={setTarget} />
        <FormError error={merge.error} />
      </div>
    </Dialog>
  );
}

function Candidates(props: {
  q: string;
  except: string;
  chosen: string | null;
  onChoose: (id: string) => void;
}): ReactElement {
  const q = useSettled(props.q.trim());
  const contacts = useContacts(q, "-created");
  if (!contacts.rows) return <LoadingRows rows={3} />;
  const items = contacts.rows.filter(({ id }) => id !== props.except).slice(0, SHOWN);
  if (items.length === 0) return <p className="text-sm text-muted">{t("contacts.noneFound")}</p>;
  return (
    <fieldset>
      <legend className="visually-hidden">{t("contacts.mergeChoose")}</legend>
      {items.map((contact) => {
        const shown = contact.display_name;
        const on = props.chosen === contact.id;
        return (
          <label
            key={contact.id}
            className={classes(
              "flex cursor-pointer items-center gap-3 rounded-md px-2 py-2 focus-within:outline-2 focus-within:outline-focus",
              on ? "bg-accent-soft" : "hover:bg-surface-2",
            )}
          >
            <input
              type="radio"
              name="target"
              className="size-4 accent-accent"
              checked={on}
              onChange={() => props.onChoose(contact.id)}
            />
            <Avatar name={shown} id={contact.id} size={28} />
            <span className="min-w-0">
              <span className="block truncate text-sm font-medium" dir="auto">
                {shown}
              </span>
              <span className="block truncate text-xs text-muted">
                {[contact.email, contact.phone].filter(Boolean).join(" · ")}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function useMerge(sourceId: string, onClose: () => void) {
  const client = useQueryClient();
  const router = useRouter();
  const params = { path: { contact_id: sourceId } };
  return useAction(
    (into: string) =>
      unwrap(api.POST("/api/v1/contacts/{contact_id}/merge", { params, body: { into } })),
    {
      refreshes: [keys.contacts, keys.anyConversation],
      done: t("contacts.merged"),
      quiet: true,
      onDone: (card) => {
        client.setQueryData(keys.contact(card.id), card);
        void listUpdates(client).resync();
        onClose();
        router.replace(href("contacts", { id: card.id }));
      },
    },
  );
}

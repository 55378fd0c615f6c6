"use client";

import type { ContactCard } from "@switchboard/api-client";
import { Button, Card, TextField } from "@switchboard/ui";
import { Plus, X } from "lucide-react";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { t } from "@/features/contacts/texts";

import { useChangeContact } from "./save";

/** What is known of a customer besides: names and values of the company's own. */
export function AttributesForm(props: { contact: ContactCard; readOnly: boolean }): ReactElement {
  const { contact, readOnly } = props;
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const save = useChangeContact(contact.id, () => {
    setName("");
    setValue("");
  });
  const entries = Object.entries(contact.attributes);
  return (
    <Card title={t("contacts.attributes")} description={t("contacts.attributesDetail")}>
      {entries.length > 0 ? (
        <dl className="divide-y divide-line">
          {entries.map(([key, kept]) => (
            <div key={key} className="flex min-h-10 items-center gap-3 text-sm">
              <dt className="w-2/5 min-w-0 truncate text-muted">{key}</dt>
              <dd className="min-w-0 flex-1 break-words">{String(kept)}</dd>
              {readOnly ? null : (
                <dd>
                  <button
                    type="button"
                    aria-label={t("contacts.removeAttribute", { name: key })}
                    className="grid size-8 place-items-center rounded-md text-faint hover:bg-surface-2 hover:text-ink"
                    onClick={() => save.mutate({ attributes: { [key]: null } })}
                  >
                    <X size={14} aria-hidden />
                  </button>
                </dd>
              )}
            </div>
          ))}
        </dl>
      ) : null}
      {readOnly ? null : (
        <form
          className="mt-3 flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) save.mutate({ attributes: { [name.trim()]: value.trim() } });
          }}
        >
          <TextField
            label={t("contacts.attributeName")}
            className="min-w-28 flex-1"
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextField
            label={t("contacts.attributeValue")}
            className="min-w-28 flex-1"
            value={value}
            maxLength={1000}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Button type="submit" loading={save.isPending} icon={<Plus size={16} aria-hidden />}>
            {t("contacts.addAttribute")}
          </Button>
        </form>
      )}
      <FormError error={save.error} />
    </Card>
  );
}

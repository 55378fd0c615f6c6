"use client";

import type { ContactCard } from "@switchboard/api-client";
import { Button, Card } from "@switchboard/ui";
import { Plus, X } from "lucide-react";
import type { ReactElement } from "react";

import { TextInput } from "@/components/form/fields";
import { Form } from "@/components/form/Form";
import { useForm } from "@/shared/form";
import { FormError } from "@/components/FormError";
import { t } from "@/features/contacts/texts";

import { useChangeContact } from "./save";

/** What is known of a customer besides: names and values of the company's own. */
export function AttributesForm(props: { contact: ContactCard; readOnly: boolean }): ReactElement {
  const { contact, readOnly } = props;
  const save = useChangeContact(contact.id);
  const form = useForm({
    kept: { name: "", value: "" },
    save: (_, { name, value }) => save.mutateAsync({ attributes: { [name.trim()]: value.trim() } }),
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
        <Form form={form} className="mt-3 flex flex-wrap items-end gap-2">
          <TextInput
            label={t("contacts.attributeName")}
            className="min-w-28 flex-1"
            field={form.field("name")}
            maxLength={60}
            required
          />
          <TextInput
            label={t("contacts.attributeValue")}
            className="min-w-28 flex-1"
            field={form.field("value")}
            maxLength={1000}
          />
          <Button type="submit" loading={form.busy} icon={<Plus size={16} aria-hidden />}>
            {t("contacts.addAttribute")}
          </Button>
        </Form>
      )}
      <FormError error={save.error} />
    </Card>
  );
}

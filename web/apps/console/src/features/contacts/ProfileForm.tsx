"use client";

import type { ContactCard } from "@switchboard/api-client";
import { Card } from "@switchboard/ui";
import type { ReactElement } from "react";

import { TextInput } from "@/components/form/fields";
import { Form } from "@/components/form/Form";
import { SaveBar } from "@/components/form/SaveBar";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { languageName } from "@/shared/format";
import { t } from "@/features/contacts/texts";
import { useLanguageItems } from "@/shared/workspace";

import { useSaveContact } from "./save";

const ZONES = Intl.supportedValuesOf("timeZone");
const FIELDS = ["name", "email", "phone", "language", "time_zone"] as const;
type Field = (typeof FIELDS)[number];
type Profile = Record<Field, string>;

const LABELS = {
  name: "contacts.name",
  email: "contacts.email",
  phone: "contacts.phone",
  language: "contacts.language",
  time_zone: "contacts.timeZone",
} as const;

/** The fields everybody has. */
export function ProfileForm(props: { contact: ContactCard; readOnly: boolean }): ReactElement {
  const { contact, readOnly } = props;
  const languages = useLanguageItems();
  const save = useSaveContact(contact.id);
  const form = useForm<Profile, ContactCard>({
    kept: profileOf(contact),
    save,
    refreshes: [keys.contact(contact.id), keys.contacts, keys.anyConversation],
    done: t("common.saved"),
  });
  return (
    <Card title={t("contacts.profile")}>
      <Form form={form}>
        {FIELDS.map((name) => (
          <TextInput
            key={name}
            label={t(LABELS[name])}
            type={name === "email" ? "email" : "text"}
            field={form.field(name)}
            readOnly={readOnly}
            {...hintOf(name, form.values[name])}
          />
        ))}
        <datalist id="contact-language">
          {languages.map(({ value, label }) => (
            <option key={value} value={value} label={label} />
          ))}
        </datalist>
        <datalist id="contact-time_zone">
          {ZONES.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        {readOnly ? null : <SaveBar form={form} />}
      </Form>
    </Card>
  );
}

/** What a code stands for, and what may be chosen. */
function hintOf(field: Field, value: string): { description?: string; list?: string } {
  if (field === "time_zone")
    return { description: t("contacts.timeZoneHint"), list: "contact-time_zone" };
  if (field !== "language") return {};
  return { list: "contact-language", ...(value ? { description: languageName(value) } : {}) };
}

function profileOf(contact: ContactCard): Profile {
  return Object.fromEntries(FIELDS.map((field) => [field, contact[field] ?? ""])) as Profile;
}

"use client";

import type { ContactCard } from "@switchboard/api-client";
import { Button, Card, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { languageName } from "@/shared/format";
import { t } from "@/features/contacts/texts";
import { useLanguageItems } from "@/shared/workspace";

import { useChangeContact } from "./save";

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
  const kept = profileOf(props.contact);
  const languages = useLanguageItems();
  const [edited, setEdited] = useState<Partial<Profile>>({});
  const save = useChangeContact(props.contact.id, () => setEdited({}));
  const changed = FIELDS.some(
    (field) => edited[field] !== undefined && edited[field] !== kept[field],
  );
  return (
    <Card title={t("contacts.profile")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed) save.mutate(edited);
        }}
      >
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={t(LABELS[field])}
            type={field === "email" ? "email" : "text"}
            value={edited[field] ?? kept[field]}
            readOnly={props.readOnly}
            onChange={(event) => setEdited({ ...edited, [field]: event.currentTarget.value })}
            {...hintOf(field, edited[field] ?? kept[field])}
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
        <FormError error={save.error} />
        {props.readOnly ? null : (
          <div>
            <Button
              type="submit"
              variant="primary"
              loading={save.isPending}
              aria-disabled={!changed}
            >
              {t("common.save")}
            </Button>
          </div>
        )}
      </form>
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

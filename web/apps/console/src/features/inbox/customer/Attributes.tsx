"use client";

import type { ContactCard, ContactChange } from "@switchboard/api-client";
import { Button, IconButton, TextField } from "@switchboard/ui";
import { Plus, Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";

import { useCan } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { EditableFact } from "./EditableFact";

interface AttributesProps {
  card: ContactCard;
  onChange: (change: ContactChange) => Promise<unknown>;
}

/** What a company knows of its customers beyond the usual; words of its own. */
export function Attributes({ card, onChange }: AttributesProps): ReactElement {
  const canEdit = useCan("contacts.write");
  const [adding, setAdding] = useState(false);
  const known = Object.entries(card.attributes).filter(([, value]) => value !== null);
  return (
    <div className="flex flex-col gap-2">
      {known.length > 0 ? (
        <dl className="flex flex-col gap-2 text-sm">
          {known.map(([name, value]) => (
            <EditableFact
              key={name}
              name={name}
              shown={String(value)}
              value={String(value)}
              canEdit={canEdit}
              onSave={(next) => onChange({ attributes: { [name]: typed(next, value) } })}
              extra={
                canEdit ? (
                  <IconButton
                    size="sm"
                    label={t("customer.removeAttribute", { name })}
                    onClick={() => void onChange({ attributes: { [name]: null } })}
                  >
                    <Trash2 size={13} aria-hidden />
                  </IconButton>
                ) : null
              }
            />
          ))}
        </dl>
      ) : (
        <p className="text-sm text-faint">{t("customer.noAttributes")}</p>
      )}
      {adding ? (
        <NewAttribute
          onClose={() => setAdding(false)}
          onAdd={(name, value) => onChange({ attributes: { [name]: value } })}
        />
      ) : canEdit ? (
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          icon={<Plus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("customer.addAttribute")}
        </Button>
      ) : null}
    </div>
  );
}

/** Keeps numbers and truths what they were, as far as the new text allows. */
function typed(text: string, before: unknown): string | number | boolean {
  if (typeof before === "number" && text !== "" && Number.isFinite(Number(text))) {
    return Number(text);
  }
  if (typeof before === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

function NewAttribute(props: {
  onAdd: (name: string, value: string) => Promise<unknown>;
  onClose: () => void;
}): ReactElement {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  return (
    <form
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void props.onAdd(name.trim(), value.trim()).then(props.onClose, () => undefined);
      }}
    >
      <TextField
        label={t("customer.attribute")}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <TextField
        label={t("customer.value")}
        value={value}
        maxLength={1000}
        onChange={(event) => setValue(event.currentTarget.value)}
        required
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={props.onClose}>
          {t("common.cancel")}
        </Button>
        <Button size="sm" variant="primary" type="submit">
          {t("customer.add")}
        </Button>
      </div>
    </form>
  );
}

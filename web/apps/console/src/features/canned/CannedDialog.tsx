"use client";

import type { CannedResponse } from "@switchboard/api-client";
import type { ReactElement } from "react";

import { Toggle } from "@/components/form/Toggle";
import { Choice, TextBox, TextInput } from "@/components/form/fields";
import { FormDialog } from "@/components/FormDialog";
import { api, unwrap } from "@/shared/api";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { t } from "@/features/canned/texts";
import { useLanguageItems } from "@/shared/workspace";

interface CannedDialogProps {
  canned: CannedResponse | null;
  onOpenChange: (open: boolean) => void;
}

const ANY = "any";
const FALLBACK_EXAMPLE = "{{contact.first_name | there}}";
const VARIABLES = [
  "{{contact.name}}",
  "{{contact.first_name}}",
  "{{contact.email}}",
  "{{agent.name}}",
  "{{agent.first_name}}",
  "{{conversation.id}}",
  "{{workspace.name}}",
];

/** Makes a canned response, or changes one. */
export function CannedDialog({ canned, onOpenChange }: CannedDialogProps): ReactElement {
  const languages = [{ value: ANY, label: t("canned.anyLanguage") }, ...useLanguageItems()];
  const form = useForm<Values, CannedResponse>({
    kept: {
      title: canned?.title ?? "",
      shortcut: canned?.shortcut ?? "",
      body: canned?.body ?? "",
      language: canned?.language ?? ANY,
      shared: canned?.shared ?? true,
    },
    save: (changes, values) => saveCanned(canned, changes, values),
    refreshes: [keys.canned],
    done: t("common.saved"),
    onSaved: () => onOpenChange(false),
  });
  const typed = form.field("shortcut");
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={canned ? t("canned.edit") : t("canned.new")}
      submitLabel={t("common.save")}
      form={form}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput label={t("canned.name")} field={form.field("title")} maxLength={120} required />
        <TextInput
          label={t("canned.shortcut")}
          description={t("canned.shortcutHint")}
          field={{ ...typed, onChange: (text) => typed.onChange(shortcut(text)) }}
          maxLength={40}
          autoCapitalize="none"
          required
        />
      </div>
      <TextBox
        label={t("canned.body")}
        description={t("canned.variables", {
          list: VARIABLES.join(" "),
          example: FALLBACK_EXAMPLE,
        })}
        rows={6}
        field={form.field("body")}
        required
      />
      <Choice label={t("canned.language")} items={languages} field={form.field("language")} />
      <Toggle label={t("canned.share")} field={form.field("shared")} />
    </FormDialog>
  );
}

interface Values {
  title: string;
  shortcut: string;
  body: string;
  language: string;
  shared: boolean;
}

/** As it is typed after the slash: one word, in small letters. */
function shortcut(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/gu, "-")
    .replace(/[^\p{L}\p{N}_.-]/gu, "");
}

function saveCanned(canned: CannedResponse | null, changes: Partial<Values>, values: Values) {
  const language = values.language === ANY ? null : values.language;
  if (!canned)
    return unwrap(api.POST("/api/v1/canned-responses", { body: { ...values, language } }));
  const body = "language" in changes ? { ...changes, language } : changes;
  return unwrap(
    api.PATCH("/api/v1/canned-responses/{canned_id}", {
      params: { path: { canned_id: canned.id } },
      body,
    }),
  );
}

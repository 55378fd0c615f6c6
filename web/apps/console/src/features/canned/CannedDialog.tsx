"use client";

import type { CannedResponse, NewCannedResponse } from "@switchboard/api-client";
import { Select, Switch, TextArea, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormDialog } from "@/components/FormDialog";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/canned/texts";
import { useAction } from "@/shared/useAction";
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
  const [draft, setDraft] = useState<NewCannedResponse>({
    title: canned?.title ?? "",
    shortcut: canned?.shortcut ?? "",
    body: canned?.body ?? "",
    language: canned?.language ?? null,
    shared: canned?.shared ?? true,
  });
  const change = (part: Partial<NewCannedResponse>) => setDraft({ ...draft, ...part });
  const languages = [{ value: ANY, label: t("canned.anyLanguage") }, ...useLanguageItems()];
  const save = useAction(() => saveCanned(canned, draft), {
    refreshes: [keys.canned],
    done: t("common.saved"),
    quiet: true,
    onDone: () => onOpenChange(false),
  });
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={canned ? t("canned.edit") : t("canned.new")}
      submitLabel={t("common.save")}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("canned.name")}
          value={draft.title}
          maxLength={120}
          onChange={(event) => change({ title: event.currentTarget.value })}
          required
        />
        <TextField
          label={t("canned.shortcut")}
          description={t("canned.shortcutHint")}
          value={draft.shortcut}
          maxLength={40}
          autoCapitalize="none"
          onChange={(event) => change({ shortcut: shortcut(event.currentTarget.value) })}
          required
        />
      </div>
      <TextArea
        label={t("canned.body")}
        description={t("canned.variables", {
          list: VARIABLES.join(" "),
          example: FALLBACK_EXAMPLE,
        })}
        rows={6}
        value={draft.body}
        onChange={(event) => change({ body: event.currentTarget.value })}
        required
      />
      <Select
        label={t("canned.language")}
        items={languages}
        value={draft.language ?? ANY}
        onValueChange={(value) => change({ language: value === ANY ? null : value })}
      />
      <Switch
        label={t("canned.share")}
        checked={draft.shared ?? true}
        onCheckedChange={(shared) => change({ shared })}
      />
    </FormDialog>
  );
}

/** As it is typed after the slash: one word, in small letters. */
function shortcut(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/gu, "-")
    .replace(/[^\p{L}\p{N}_.-]/gu, "");
}

function saveCanned(canned: CannedResponse | null, body: NewCannedResponse) {
  const params = { path: { canned_id: canned?.id ?? "" } };
  return canned
    ? unwrap(api.PATCH("/api/v1/canned-responses/{canned_id}", { params, body }))
    : unwrap(api.POST("/api/v1/canned-responses", { body }));
}

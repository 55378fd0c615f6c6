"use client";

import { Button, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { LanguageChoice } from "@/components/LanguageChoice";
import { api, unwrap } from "@/shared/api";
import { useAssistants } from "@/shared/directory";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/setup/texts";
import { useAction } from "@/shared/useAction";

import type { StepProps } from "./types";

/** What a new workspace is called until somebody names it. */
const UNNAMED = "My company";

/** Who speaks to customers, and in which languages. */
export function CompanyStep({ onNext, footer }: StepProps): ReactElement {
  const { workspace } = useMe();
  const assistant = useAssistants().data?.[0];
  const [name, setName] = useState(workspace.name === UNNAMED ? "" : workspace.name);
  const [languages, setLanguages] = useState<readonly string[]>(workspace.languages);
  const [called, setCalled] = useState<string | null>(null);
  const save = useAction(
    async () => {
      const first = languages.includes(workspace.default_language)
        ? workspace.default_language
        : (languages[0] ?? workspace.default_language);
      await unwrap(
        api.PATCH("/api/v1/workspace", {
          body: { name: name.trim(), languages: [...languages], default_language: first },
        }),
      );
      if (!assistant || called === null || called.trim() === assistant.name) return;
      await unwrap(
        api.PATCH("/api/v1/assistants/{assistant_id}", {
          params: { path: { assistant_id: assistant.id } },
          body: { name: called.trim() },
        }),
      );
    },
    { refreshes: [keys.me, keys.assistants, keys.setup], quiet: true, onDone: onNext },
  );
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate(undefined);
      }}
    >
      <TextField
        label={t("setup.company.name")}
        value={name}
        autoComplete="organization"
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <LanguageChoice chosen={languages} onChange={setLanguages} />
      <TextField
        label={t("setup.company.assistant")}
        description={t("settings.assistantNameHelp")}
        value={called ?? assistant?.name ?? ""}
        onChange={(event) => setCalled(event.currentTarget.value)}
        required
      />
      <FormError error={save.error} />
      {footer(
        <Button type="submit" variant="primary" loading={save.isPending}>
          {t("setup.next")}
        </Button>,
      )}
    </form>
  );
}

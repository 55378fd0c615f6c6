"use client";

import type { Assistant, Workspace } from "@switchboard/api-client";
import { Button } from "@switchboard/ui";
import type { ReactElement } from "react";

import { TextInput } from "@/components/form/fields";
import { Form, FormProblem } from "@/components/form/Form";
import { LanguageChoice } from "@/components/LanguageChoice";
import { api, unwrap } from "@/shared/api";
import { useAssistants } from "@/shared/directory";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/setup/texts";

import type { StepProps } from "./types";

/** What a new workspace is called until somebody names it. */
const UNNAMED = "My company";

/** Who speaks to customers, and in which languages. */
export function CompanyStep({ onNext, footer }: StepProps): ReactElement {
  const { workspace } = useMe();
  const assistant = useAssistants().data?.[0];
  const form = useForm<Values, unknown>({
    kept: {
      name: workspace.name === UNNAMED ? "" : workspace.name,
      languages: workspace.languages,
      assistant: assistant?.name ?? "",
    },
    save: (changes, values) => saveCompany(changes, values, workspace, assistant),
    refreshes: [keys.me, keys.assistants, keys.setup],
    onSaved: onNext,
  });
  return (
    <Form form={form} className="flex flex-col gap-5">
      <TextInput
        label={t("setup.company.name")}
        field={form.field("name")}
        autoComplete="organization"
        required
      />
      <LanguageChoice
        chosen={form.values.languages}
        onChange={(languages) => form.change({ languages: [...languages] })}
      />
      <TextInput
        label={t("setup.company.assistant")}
        description={t("settings.assistantNameHelp")}
        field={form.field("assistant")}
        required
      />
      <FormProblem form={form} />
      {footer(
        <Button type="submit" variant="primary" loading={form.busy}>
          {t("setup.next")}
        </Button>,
      )}
    </Form>
  );
}

interface Values {
  name: string;
  languages: string[];
  assistant: string;
}

async function saveCompany(
  changes: Partial<Values>,
  { name, languages, assistant: called }: Values,
  workspace: Workspace,
  assistant: Assistant | undefined,
): Promise<void> {
  const usual = workspace.default_language;
  if ("name" in changes || "languages" in changes) {
    const first = languages.includes(usual) ? usual : (languages[0] ?? usual);
    const body = { name: name.trim(), languages, default_language: first };
    await unwrap(api.PATCH("/api/v1/workspace", { body }));
  }
  if (!assistant || !("assistant" in changes)) return;
  await unwrap(
    api.PATCH("/api/v1/assistants/{assistant_id}", {
      params: { path: { assistant_id: assistant.id } },
      body: { name: called.trim() },
    }),
  );
}

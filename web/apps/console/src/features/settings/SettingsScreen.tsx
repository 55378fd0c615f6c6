"use client";

import type { Assistant, Workspace } from "@switchboard/api-client";
import { Button, Card, Select, TextArea, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { Page } from "@/components/Page";
import { api, unwrap } from "@/shared/api";
import { useAssistants } from "@/shared/directory";
import { languageName } from "@/shared/format";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/settings/texts";
import { useAction } from "@/shared/useAction";

import { LanguageChoice } from "@/components/LanguageChoice";

/** What holds for the whole workspace. */
export function SettingsScreen(): ReactElement {
  const { workspace } = useMe();
  const assistants = useAssistants().data ?? [];
  return (
    <Page title={t("settings.title")} description={t("settings.lead")} width="narrow">
      <WorkspaceForm workspace={workspace} />
      {assistants.map((assistant) => (
        <AssistantForm key={assistant.id} assistant={assistant} />
      ))}
    </Page>
  );
}

function WorkspaceForm({ workspace }: { workspace: Workspace }): ReactElement {
  const [name, setName] = useState(workspace.name);
  const [languages, setLanguages] = useState<readonly string[]>(workspace.languages);
  const [fallback, setFallback] = useState(workspace.default_language);
  const changed =
    name !== workspace.name ||
    fallback !== workspace.default_language ||
    languages.join() !== workspace.languages.join();
  const save = useAction(
    () =>
      unwrap(
        api.PATCH("/api/v1/workspace", {
          body: { name: name.trim(), languages: [...languages], default_language: fallback },
        }),
      ),
    { refreshes: [keys.me], done: t("common.saved"), quiet: true },
  );
  return (
    <Card title={t("settings.workspace")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate(undefined);
        }}
      >
        <TextField
          label={t("common.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        <LanguageChoice
          chosen={languages}
          onChange={(next) => {
            setLanguages(next);
            if (!next.includes(fallback)) setFallback(next[0] ?? fallback);
          }}
        />
        <Select
          label={t("settings.defaultLanguage")}
          description={t("settings.defaultLanguageHelp")}
          items={languages.map((value) => ({ value, label: languageName(value) }))}
          value={fallback}
          onValueChange={setFallback}
        />
        <FormError error={save.error} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" loading={save.isPending} disabled={!changed}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function AssistantForm({ assistant }: { assistant: Assistant }): ReactElement {
  const [name, setName] = useState(assistant.name);
  const [instructions, setInstructions] = useState(assistant.instructions ?? "");
  const changed = name !== assistant.name || instructions !== (assistant.instructions ?? "");
  const save = useAction(
    () =>
      unwrap(
        api.PATCH("/api/v1/assistants/{assistant_id}", {
          params: { path: { assistant_id: assistant.id } },
          body: { name: name.trim(), instructions },
        }),
      ),
    { refreshes: [keys.assistants], done: t("common.saved"), quiet: true },
  );
  return (
    <Card title={t("settings.assistant")} description={t("settings.assistantLead")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate(undefined);
        }}
      >
        <TextField
          label={t("common.name")}
          description={t("settings.assistantNameHelp")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        <TextArea
          label={t("settings.instructions")}
          description={t("settings.instructionsHelp")}
          rows={5}
          value={instructions}
          onChange={(event) => setInstructions(event.currentTarget.value)}
        />
        <FormError error={save.error} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" loading={save.isPending} disabled={!changed}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

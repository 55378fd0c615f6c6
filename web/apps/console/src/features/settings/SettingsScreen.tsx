"use client";

import type { Assistant, Workspace } from "@switchboard/api-client";
import { Card } from "@switchboard/ui";
import type { ReactElement } from "react";

import { Choice, TextBox, TextInput } from "@/components/form/fields";
import { Form } from "@/components/form/Form";
import { SaveBar } from "@/components/form/SaveBar";
import { LanguageChoice } from "@/components/LanguageChoice";
import { Page } from "@/components/Page";
import { t } from "@/features/settings/texts";
import { api, unwrap } from "@/shared/api";
import { useAssistants } from "@/shared/directory";
import { useForm } from "@/shared/form";
import { languageName } from "@/shared/format";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";

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
  const { name, languages, default_language } = workspace;
  const form = useForm({
    kept: { name, languages, default_language },
    save: (body) =>
      unwrap(
        api.PATCH("/api/v1/workspace", {
          params: { header: { "If-Match": workspace.version } },
          body,
        }),
      ),
    refreshes: [keys.me],
    done: t("common.saved"),
  });
  const { values } = form;
  return (
    <Card title={t("settings.workspace")}>
      <Form form={form}>
        <TextInput label={t("common.name")} field={form.field("name")} required />
        <LanguageChoice
          chosen={values.languages}
          onChange={(next) =>
            form.change({
              languages: [...next],
              ...(next.includes(values.default_language)
                ? {}
                : { default_language: next[0] ?? values.default_language }),
            })
          }
        />
        <Choice
          label={t("settings.defaultLanguage")}
          description={t("settings.defaultLanguageHelp")}
          items={values.languages.map((value) => ({ value, label: languageName(value) }))}
          field={form.field("default_language")}
        />
        <SaveBar form={form} />
      </Form>
    </Card>
  );
}

function AssistantForm({ assistant }: { assistant: Assistant }): ReactElement {
  const form = useForm({
    kept: { name: assistant.name, instructions: assistant.instructions },
    save: (body) =>
      unwrap(
        api.PATCH("/api/v1/assistants/{assistant_id}", {
          params: {
            path: { assistant_id: assistant.id },
            header: { "If-Match": assistant.version },
          },
          body,
        }),
      ),
    refreshes: [keys.assistants],
    done: t("common.saved"),
  });
  return (
    <Card title={t("settings.assistant")} description={t("settings.assistantLead")}>
      <Form form={form}>
        <TextInput
          label={t("common.name")}
          description={t("settings.assistantNameHelp")}
          field={form.field("name")}
          required
        />
        <TextBox
          label={t("settings.instructions")}
          description={t("settings.instructionsHelp")}
          rows={5}
          field={form.field("instructions")}
        />
        <SaveBar form={form} />
      </Form>
    </Card>
  );
}

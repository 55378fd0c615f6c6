"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { Card } from "@switchboard/ui";
import type { ReactElement } from "react";

import { TextInput } from "@/components/form/fields";
import { Form } from "@/components/form/Form";
import { SaveBar } from "@/components/form/SaveBar";
import { changesOf, useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { t } from "@/features/sources/texts";

import { formOf, type SettingsForm, settingsOf } from "./form";
import { changeSource } from "./queries";
import { ArticleFields, LimitFields, WhenFields } from "./SettingsFields";

/** Its name, when it is fetched, and what is taken from it. */
export function SourceSettings({ source }: { source: ArticleSource }): ReactElement {
  const kept = { ...formOf(source), name: source.name };
  const upload = source.kind === "upload";
  const form = useForm<SettingsForm & { name: string }, ArticleSource>({
    kept,
    save: ({ name }, values) => {
      const settings = changesOf(settingsOf(kept), settingsOf(values));
      return changeSource(source.id, {
        ...(name === undefined ? {} : { name: name.trim() }),
        ...(upload || Object.keys(settings).length === 0 ? {} : { settings: settingsOf(values) }),
        ...(upload || values.schedule === kept.schedule ? {} : { schedule: values.schedule }),
      });
    },
    refreshes: [keys.sources],
    done: t("common.saved"),
  });
  return (
    <Form form={form} className="flex max-w-3xl flex-col gap-5">
      <Card>
        <div className="flex flex-col gap-4">
          <TextInput label={t("common.name")} field={form.field("name")} maxLength={200} required />
          {upload ? null : <WhenFields form={form} />}
        </div>
      </Card>
      {upload ? null : (
        <Card title={t("sources.what")} description={t("sources.whatHelp")}>
          <div className="flex flex-col gap-4">
            <ArticleFields form={form} />
            {source.kind === "page" ? null : <LimitFields form={form} />}
          </div>
        </Card>
      )}
      <SaveBar form={form} />
    </Form>
  );
}

"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { Button, Card, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { keys } from "@/shared/keys";
import { t } from "@/features/sources/texts";
import { useAction } from "@/shared/useAction";

import { formOf, type SettingsForm, settingsOf } from "./form";
import { changeSource } from "./queries";
import { ArticleFields, LimitFields, WhenFields } from "./SettingsFields";

/** Its name, when it is fetched, and what is taken from it. */
export function SourceSettings({ source }: { source: ArticleSource }): ReactElement {
  const [name, setName] = useState(source.name);
  const [form, setForm] = useState<SettingsForm>(() => formOf(source));
  const [dirty, setDirty] = useState(false);
  const change = (part: Partial<SettingsForm>) => {
    setForm((known) => ({ ...known, ...part }));
    setDirty(true);
  };
  const upload = source.kind === "upload";
  const save = useAction(
    () =>
      changeSource(
        source.id,
        upload
          ? { name: name.trim() }
          : { name: name.trim(), settings: settingsOf(form), schedule: form.schedule },
      ),
    {
      refreshes: [keys.sources],
      done: t("common.saved"),
      quiet: true,
      onDone: () => setDirty(false),
    },
  );
  return (
    <form
      className="flex max-w-3xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate(undefined);
      }}
    >
      <Card>
        <div className="flex flex-col gap-4">
          <TextField
            label={t("common.name")}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setDirty(true);
            }}
            maxLength={200}
            required
          />
          {upload ? null : <WhenFields form={form} change={change} />}
        </div>
      </Card>
      {upload ? null : (
        <Card title={t("sources.what")} description={t("sources.whatHelp")}>
          <div className="flex flex-col gap-4">
            <ArticleFields form={form} change={change} />
            {source.kind === "page" ? null : <LimitFields form={form} change={change} />}
          </div>
        </Card>
      )}
      <FormError error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={save.isPending} disabled={!dirty}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

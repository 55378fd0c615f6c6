"use client";

import type { Inbox } from "@switchboard/api-client";
import { Button, Card, Field, Switch, TextArea, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { ListEditor } from "@/components/ListEditor";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/shared/t";
import { useAction } from "@/shared/useAction";
import { useLanguageItems } from "@/shared/workspace";

import { formOf, hasIdentitySecret, settingsOf, type WebchatForm } from "./settings";

type Change = (part: Partial<WebchatForm>) => void;

/** How the chat looks, what it says first, and who may use it. */
export function WebchatSettings({ inbox }: { inbox: Inbox }): ReactElement {
  const [form, setForm] = useState(() => formOf(inbox));
  const [dirty, setDirty] = useState(false);
  const change: Change = (part) => {
    setForm((known) => ({ ...known, ...part }));
    setDirty(true);
  };
  const save = useAction(
    () =>
      unwrap(
        api.PATCH("/api/v1/inboxes/{inbox_id}", {
          params: { path: { inbox_id: inbox.id } },
          body: { name: form.name.trim(), settings: settingsOf(form) },
        }),
      ),
    {
      refreshes: [keys.inboxes],
      done: t("common.saved"),
      quiet: true,
      onDone: (saved) => {
        setForm(formOf(saved));
        setDirty(false);
      },
    },
  );
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate(undefined);
      }}
    >
      <Look form={form} change={change} />
      <Greetings form={form} change={change} />
      <Access form={form} change={change} secretSet={hasIdentitySecret(inbox)} />
      <FormError error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={save.isPending} disabled={!dirty}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

function Look({ form, change }: { form: WebchatForm; change: Change }): ReactElement {
  return (
    <Card title={t("inboxes.look")}>
      <div className="flex flex-col gap-4">
        <TextField
          label={t("common.name")}
          description={t("inboxes.nameHelp")}
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          required
        />
        <TextField
          label={t("inboxes.chatTitle")}
          description={t("inboxes.chatTitleHelp")}
          value={form.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Field label={t("inboxes.color")} description={t("inboxes.colorHelp")}>
          <span className="flex items-center gap-3">
            <input
              type="color"
              aria-label={t("inboxes.color")}
              value={form.color}
              onChange={(event) => change({ color: event.currentTarget.value })}
              className="h-9 w-14 cursor-pointer rounded-md border border-control bg-surface p-1"
            />
            <span className="font-mono text-sm text-muted">{form.color}</span>
          </span>
        </Field>
      </div>
    </Card>
  );
}

function Greetings({ form, change }: { form: WebchatForm; change: Change }): ReactElement {
  const languages = useLanguageItems();
  return (
    <Card title={t("inboxes.greeting")} description={t("inboxes.greetingLead")}>
      <div className="flex flex-col gap-4">
        {languages.map(({ value, label }) => (
          <TextArea
            key={value}
            label={label}
            rows={2}
            value={form.greeting[value] ?? ""}
            onChange={(event) =>
              change({ greeting: { ...form.greeting, [value]: event.currentTarget.value } })
            }
            lang={value}
            dir="auto"
          />
        ))}
      </div>
    </Card>
  );
}

interface AccessProps {
  form: WebchatForm;
  change: Change;
  secretSet: boolean;
}

function Access({ form, change, secretSet }: AccessProps): ReactElement {
  return (
    <Card title={t("inboxes.access")}>
      <div className="flex flex-col gap-5">
        <ListEditor
          label={t("inboxes.origins")}
          description={t("inboxes.originsHelp")}
          itemLabel={t("inboxes.origin")}
          addLabel={t("inboxes.addOrigin")}
          placeholder="https://www.example.com"
          values={form.allowedOrigins}
          onChange={(allowedOrigins) => change({ allowedOrigins })}
        />
        <TextField
          label={t("inboxes.secret")}
          description={secretSet ? t("inboxes.secretSet") : t("inboxes.secretHelp")}
          type="password"
          autoComplete="new-password"
          placeholder={secretSet ? "••••••••••••" : ""}
          value={form.identitySecret}
          onChange={(event) => change({ identitySecret: event.currentTarget.value })}
        />
        <Switch
          label={t("inboxes.requireIdentity")}
          description={t("inboxes.requireIdentityHelp")}
          checked={form.requireIdentity}
          onCheckedChange={(requireIdentity) => change({ requireIdentity })}
        />
      </div>
    </Card>
  );
}

"use client";

import { Card } from "@switchboard/ui";
import type { ReactElement } from "react";

import { TextInput } from "@/components/form/fields";
import { Form } from "@/components/form/Form";
import { SaveBar } from "@/components/form/SaveBar";
import { Page } from "@/components/Page";
import { api, unwrap } from "@/shared/api";
import { useForm } from "@/shared/form";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/profile/texts";

import { LookSettings } from "./LookSettings";
import { NoticeSettings } from "./NoticeSettings";
import { PasswordForm } from "./PasswordForm";
import { AvailabilitySettings, WritingSettings } from "./WorkSettings";

/** What belongs to the signed-in person. */
export function ProfileScreen(): ReactElement {
  return (
    <Page title={t("profile.title")} width="narrow">
      <NameForm />
      <AvailabilitySettings />
      <LookSettings />
      <NoticeSettings />
      <WritingSettings />
      <PasswordForm />
    </Page>
  );
}

function NameForm(): ReactElement {
  const { member } = useMe();
  const form = useForm({
    kept: { name: member.name },
    save: ({ name = member.name }) =>
      unwrap(api.PATCH("/api/v1/me", { body: { name: name.trim() } })),
    refreshes: [keys.me, keys.members],
    done: t("common.saved"),
  });
  return (
    <Card title={t("profile.you")} description={member.email}>
      <Form form={form}>
        <TextInput
          label={t("common.name")}
          description={t("profile.nameHelp")}
          autoComplete="name"
          field={form.field("name")}
          required
        />
        <SaveBar form={form} />
      </Form>
    </Card>
  );
}

"use client";

import { Card } from "@switchboard/ui";
import type { ReactElement } from "react";

import { TextInput } from "@/components/form/fields";
import { Form } from "@/components/form/Form";
import { SaveBar } from "@/components/form/SaveBar";
import { api, unwrap } from "@/shared/api";
import { useForm } from "@/shared/form";
import { t } from "@/features/profile/texts";

const MIN_PASSWORD_LENGTH = 8;

export function PasswordForm(): ReactElement {
  const form = useForm({
    kept: { current: "", new: "" },
    save: (_, body) => unwrap(api.POST("/api/v1/me/password", { body })),
    done: t("profile.passwordChanged"),
  });
  return (
    <Card title={t("profile.password")}>
      <Form form={form}>
        <TextInput
          label={t("profile.currentPassword")}
          field={form.field("current")}
          type="password"
          autoComplete="current-password"
          required
        />
        <TextInput
          label={t("profile.newPassword")}
          description={t("auth.invite.passwordHelp")}
          field={form.field("new")}
          type="password"
          autoComplete="new-password"
          minLength={MIN_PASSWORD_LENGTH}
          required
        />
        <SaveBar form={form} label={t("profile.changePassword")} />
      </Form>
    </Card>
  );
}

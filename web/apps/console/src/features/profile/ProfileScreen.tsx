"use client";

import { Button, Card, TextField } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { Page } from "@/components/Page";
import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/profile/texts";
import { useAction } from "@/shared/useAction";

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
  const [name, setName] = useState(member.name);
  const save = useAction(() => unwrap(api.PATCH("/api/v1/me", { body: { name: name.trim() } })), {
    refreshes: [keys.me, keys.members],
    done: t("common.saved"),
    quiet: true,
  });
  return (
    <Card title={t("profile.you")} description={member.email}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate(undefined);
        }}
      >
        <TextField
          label={t("common.name")}
          description={t("profile.nameHelp")}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        <FormError error={save.error} />
        <div className="flex justify-end">
          <Button
            type="submit"
            variant="primary"
            loading={save.isPending}
            disabled={name.trim() === member.name}
          >
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

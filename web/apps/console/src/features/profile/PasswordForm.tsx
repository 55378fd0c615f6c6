"use client";

import { Button, Card, TextField } from "@switchboard/ui";
import { type ReactElement, useRef } from "react";

import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { t } from "@/features/profile/texts";
import { useAction } from "@/shared/useAction";

const SHORTEST = 8;

export function PasswordForm(): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const change = useAction(
    (body: { current: string; new: string }) => unwrap(api.POST("/api/v1/me/password", { body })),
    { done: t("profile.passwordChanged"), quiet: true, onDone: () => form.current?.reset() },
  );
  return (
    <Card title={t("profile.password")}>
      <form
        ref={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          if (change.isPending) return;
          change.mutate({ current: String(data.get("current")), new: String(data.get("new")) });
        }}
      >
        <TextField
          label={t("profile.currentPassword")}
          name="current"
          type="password"
          autoComplete="current-password"
          required
        />
        <TextField
          label={t("profile.newPassword")}
          description={t("auth.invite.passwordHelp")}
          name="new"
          type="password"
          autoComplete="new-password"
          minLength={SHORTEST}
          required
        />
        <FormError error={change.error} />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" loading={change.isPending}>
            {t("profile.changePassword")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

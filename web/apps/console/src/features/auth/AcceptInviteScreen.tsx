"use client";

import { Button, EmptyState, ErrorNotice, TextField } from "@switchboard/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { api, ProblemError, sentenceOf, unwrap } from "@/shared/api";
import { t } from "@/features/auth/texts";
import { href } from "@/shared/routes";

import { AuthFrame } from "./AuthFrame";

const SHORTEST_PASSWORD = 8;

export function AcceptInviteScreen(): ReactElement {
  const token = useSearchParams().get("token");
  return (
    <AuthFrame title={t("auth.invite.title")} lead={t("auth.invite.lead")}>
      {token ? (
        <InviteForm token={token} />
      ) : (
        <EmptyState
          title={t("auth.invite.missing")}
          description={t("auth.invite.missingDetail")}
          action={
            <Link href="/sign-in/" className="sb-button sb-button-secondary sb-button-md">
              {t("auth.invite.toSignIn")}
            </Link>
          }
        />
      )}
    </AuthFrame>
  );
}

function InviteForm({ token }: { token: string }): ReactElement {
  const router = useRouter();
  const client = useQueryClient();
  const join = useMutation({
    mutationFn: (body: { name: string; password: string }) =>
      unwrap(
        api.POST("/api/v1/auth/accept-invite", { body: { token, session: "cookie", ...body } }),
      ),
    onSuccess: () => {
      client.clear();
      router.replace(href("inbox"));
    },
  });
  const fieldError = (field: string) =>
    join.error instanceof ProblemError ? join.error.fieldError(field) : undefined;

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        if (join.isPending) return;
        join.mutate({ name: String(form.get("name")), password: String(form.get("password")) });
      }}
    >
      <TextField
        label={t("auth.invite.name")}
        name="name"
        autoComplete="name"
        required
        error={fieldError("name")}
      />
      <TextField
        label={t("auth.invite.password")}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST_PASSWORD}
        required
        description={t("auth.invite.passwordHelp")}
        error={fieldError("password")}
      />
      {join.error ? (
        <ErrorNotice title={t("auth.invite.failed")} detail={sentenceOf(join.error)} />
      ) : null}
      <Button type="submit" variant="primary" size="lg" loading={join.isPending}>
        {t("auth.invite.submit")}
      </Button>
    </form>
  );
}

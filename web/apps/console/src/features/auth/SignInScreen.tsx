"use client";

import { Button, ErrorNotice, TextField } from "@switchboard/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { type ReactElement, useEffect, useState } from "react";

import { api, ProblemError, sentenceOf, unwrap } from "@/shared/api";
import { t } from "@/features/auth/texts";

import { AuthFrame } from "./AuthFrame";
import { safeNext } from "./next-page";

export function SignInScreen(): ReactElement {
  const params = useSearchParams();
  const router = useRouter();
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      unwrap(api.POST("/api/v1/auth/login", { body: { ...body, session: "cookie" } })),
    onSuccess: () => {
      client.clear();
      router.replace(safeNext(params.get("next")));
    },
  });
  const wait = useCountdown(signIn.error);

  return (
    <AuthFrame title={t("auth.title")} lead={t("auth.lead")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          if (wait > 0 || signIn.isPending) return;
          signIn.mutate({
            email: String(form.get("email")),
            password: String(form.get("password")),
          });
        }}
      >
        {params.has("ended") && !signIn.error ? (
          <p role="status" className="rounded-md bg-info-soft px-3 py-2 text-info-text">
            {t("auth.ended")}
          </p>
        ) : null}
        <TextField
          label={t("auth.email")}
          name="email"
          type="email"
          autoComplete="username"
          required
        />
        <TextField
          label={t("auth.password")}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        {signIn.error ? (
          <ErrorNotice
            title={t("auth.failed")}
            detail={wait > 0 ? t("auth.wait", { seconds: wait }) : sentenceOf(signIn.error)}
          />
        ) : null}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          loading={signIn.isPending}
          disabled={wait > 0}
        >
          {t("auth.submit")}
        </Button>
        <p className="text-sm text-faint text-pretty">{t("auth.forgot")}</p>
      </form>
    </AuthFrame>
  );
}

/** Seconds until the server accepts the next attempt. */
function useCountdown(error: unknown): number {
  const [now, setNow] = useState(0);
  const [until, setUntil] = useState(0);
  const seconds =
    error instanceof ProblemError && error.status === 429 ? (error.retryAfter ?? 0) : 0;
  useEffect(() => {
    if (seconds === 0) return undefined;
    const end = Date.now() + seconds * 1000;
    const tick = () => {
      setUntil(end);
      setNow(Date.now());
    };
    const first = setTimeout(tick);
    const timer = setInterval(tick, 1000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [seconds, error]);
  return seconds === 0 ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}

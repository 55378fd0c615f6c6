"use client";

import { Button, Spinner } from "@switchboard/ui";
import { CircleCheck, Mail } from "lucide-react";
import { type ReactElement, useEffect } from "react";

import { CopyBlock } from "@/components/CopyButton";
import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { useInboxes } from "@/shared/directory";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/setup/texts";
import { useAction } from "@/shared/useAction";

import type { StepProps } from "./types";
import { useSetup } from "./useSetup";

const LOOK_EVERY_MS = 4_000;

/** The snippet, and a sign of life from the site once it is there. */
export function SiteStep({ onNext, footer }: StepProps): ReactElement {
  const { snippet, error } = useSnippet();
  const tasks = useSetup(LOOK_EVERY_MS).data?.tasks ?? [];
  const arrived = tasks.some(({ name, done }) => name === "site" && done);
  return (
    <div className="flex flex-col gap-5">
      {snippet ? (
        <>
          <CopyBlock text={snippet} label={t("inboxes.snippet")} />
          <a
            className="sb-button sb-button-secondary sb-button-md self-start"
            href={`mailto:?subject=${encodeURIComponent(t("setup.site.mailSubject"))}&body=${encodeURIComponent(`${t("setup.site.lead")}\n\n${snippet}`)}`}
          >
            <Mail size={16} aria-hidden /> {t("setup.site.send")}
          </a>
        </>
      ) : (
        <Spinner size={20} label={t("setup.site.preparing")} />
      )}
      <FormError error={error} />
      <p role="status" className="flex items-center gap-2 text-sm">
        {arrived ? (
          <>
            <CircleCheck size={17} aria-hidden className="text-success-text" />
            {t("setup.site.arrived")}
          </>
        ) : (
          <span className="text-muted">{t("setup.site.waiting")}</span>
        )}
      </p>
      {footer(
        <Button variant="primary" onClick={onNext}>
          {t("setup.next")}
        </Button>,
      )}
    </div>
  );
}

/** The snippet of the first web chat, which is made if there is none. */
function useSnippet(): { snippet: string | undefined; error: unknown } {
  const { workspace } = useMe();
  const inboxes = useInboxes().data;
  const first = inboxes?.find(({ channel }) => channel === "webchat");
  const { mutate, isIdle, error } = useAction(
    () =>
      unwrap(
        api.POST("/api/v1/inboxes", {
          body: {
            name: workspace.name,
            channel: "webchat",
            settings: { title: workspace.name },
          },
        }),
      ),
    { refreshes: [keys.inboxes], quiet: true },
  );
  const missing = inboxes !== undefined && !first;
  useEffect(() => {
    if (missing && isIdle) mutate(undefined);
  }, [missing, isIdle, mutate]);
  return { snippet: first?.snippet ?? undefined, error };
}

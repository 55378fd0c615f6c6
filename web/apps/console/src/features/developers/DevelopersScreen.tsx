"use client";

import type { ReactElement } from "react";

import { OuterLinkButton } from "@/components/LinkButton";
import { Page } from "@/components/Page";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/developers/texts";

import { ApiKeys } from "./ApiKeys";
import { HeldJobs } from "./HeldJobs";

/** Keys for other programs, and work that needs a hand. */
export function DevelopersScreen(): ReactElement {
  const keysAllowed = useCan("api_keys.manage");
  const jobsAllowed = useCan("jobs.manage");
  return (
    <Page
      title={t("developers.title")}
      description={t("developers.lead")}
      actions={<OuterLinkButton href="/openapi.json">{t("developers.openapi")}</OuterLinkButton>}
    >
      {keysAllowed ? <ApiKeys /> : null}
      {jobsAllowed ? <HeldJobs /> : null}
    </Page>
  );
}

"use client";

import type { Inbox } from "@switchboard/api-client";
import { Card, EmptyState } from "@switchboard/ui";
import { useSearchParams } from "next/navigation";
import type { ReactElement } from "react";

import { BackLink } from "@/components/BackLink";
import { CopyBlock } from "@/components/CopyButton";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { useInboxes } from "@/shared/directory";
import { t } from "@/features/inboxes/texts";
import { href } from "@/shared/routes";

import { DeleteInboxButton } from "./DeleteInboxButton";
import { WebchatSettings } from "./WebchatSettings";

/** One inbox: its snippet to copy, and its settings. */
export function InboxSettingsScreen(): ReactElement {
  const id = useSearchParams().get("id");
  const inboxes = useInboxes();
  const inbox = inboxes.data?.find((item) => item.id === id);
  return (
    <Page
      title={inbox?.name ?? t("inboxes.one")}
      width={inbox?.channel === "webchat" ? "wide" : "narrow"}
      back={<BackLink href={href("inboxes")} label={t("inboxes.title")} />}
      actions={inbox ? <DeleteInboxButton inbox={inbox} /> : null}
    >
      <QueryView query={inboxes}>
        {() =>
          inbox ? (
            <Settings inbox={inbox} />
          ) : (
            <EmptyState title={t("inboxes.gone")} description={t("inboxes.goneDetail")} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Settings({ inbox }: { inbox: Inbox }): ReactElement {
  return (
    <>
      {inbox.snippet ? (
        <Card title={t("inboxes.snippet")} description={t("inboxes.snippetLead")}>
          <CopyBlock text={inbox.snippet} label={t("inboxes.snippet")} />
        </Card>
      ) : null}
      {inbox.channel === "webchat" ? <WebchatSettings key={inbox.id} inbox={inbox} /> : null}
    </>
  );
}

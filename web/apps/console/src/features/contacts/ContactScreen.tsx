"use client";

import type { ContactCard, Conversation } from "@switchboard/api-client";
import { Badge, Button, Card, EmptyState } from "@switchboard/ui";
import { Merge, UserX } from "lucide-react";
import { type ReactElement, useState } from "react";

import { Link } from "@/components/Link";
import { BackLink } from "@/components/BackLink";
import { LabelChip } from "@/components/marks/LabelChip";
import { Page } from "@/components/Page";
import { Failed, LoadingRows, QueryView } from "@/components/QueryView";
import { ProblemError } from "@/shared/api";
import { channelName } from "@/shared/channels";
import { ago, date, dateTime } from "@/shared/format";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/contacts/texts";
import { useMinute } from "@/shared/useMinute";
import { href } from "@/shared/routes";

import { AttributesForm } from "./AttributesForm";
import { MergeDialog } from "./MergeDialog";
import { ProfileForm } from "./ProfileForm";
import { useContactCard, useConversationsOf } from "./queries";

/** One customer: who they are, what is known of them, and what was talked about. */
export function ContactScreen({ id }: { id: string }): ReactElement {
  const contact = useContactCard(id);
  const back = <BackLink href={href("contacts")} label={t("contacts.back")} />;
  if (contact.data) return <Shown contact={contact.data} back={back} />;
  const gone = contact.error instanceof ProblemError && contact.error.status === 404;
  return (
    <Page title={t("contacts.title")} back={back}>
      {gone ? (
        <EmptyState
          icon={<UserX aria-hidden />}
          title={t("contacts.gone")}
          description={t("contacts.goneDetail")}
        />
      ) : contact.isError ? (
        <Failed error={contact.error} retry={() => void contact.refetch()} />
      ) : (
        <LoadingRows rows={6} />
      )}
    </Page>
  );
}

function Shown({ contact, back }: { contact: ContactCard; back: ReactElement }): ReactElement {
  const canWrite = useCan("conversations.write");
  const [merging, setMerging] = useState(false);
  const name = contact.display_name;
  return (
    <Page
      title={<span dir="auto">{name}</span>}
      description={t("contacts.since", { date: date(contact.created_at) })}
      back={back}
      actions={
        canWrite ? (
          <Button icon={<Merge size={16} aria-hidden />} onClick={() => setMerging(true)}>
            {t("contacts.merge")}
          </Button>
        ) : null
      }
    >
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <ProfileForm contact={contact} readOnly={!canWrite} />
          <AttributesForm contact={contact} readOnly={!canWrite} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Conversations contactId={contact.id} />
          <Identities contact={contact} />
        </div>
      </div>
      {merging ? (
        <MergeDialog source={contact} name={name} onClose={() => setMerging(false)} />
      ) : null}
    </Page>
  );
}

function Conversations({ contactId }: { contactId: string }): ReactElement {
  const conversations = useConversationsOf(contactId);
  return (
    <Card title={t("contacts.conversations")}>
      <QueryView query={conversations} rows={3}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-sm text-muted">{t("contacts.noConversations")}</p>
          ) : (
            <ul className="-mx-2 flex flex-col">
              {items.map((item) => (
                <ConversationLink key={item.id} conversation={item} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}

function ConversationLink({ conversation }: { conversation: Conversation }): ReactElement {
  const now = useMinute();
  const { status, last_message: last, last_activity_at: active, labels } = conversation;
  return (
    <li>
      <Link
        href={href("inbox", { view: status, c: conversation.id })}
        className="flex flex-col gap-1 rounded-md px-2 py-2 hover:bg-surface-2"
      >
        <span className="flex items-baseline gap-2 text-sm">
          <span className="min-w-0 flex-1 truncate" dir="auto">
            {last?.text ?? t("inbox.noMessages")}
          </span>
          <time dateTime={active} title={dateTime(active)} className="shrink-0 text-xs text-faint">
            {ago(active, now)}
          </time>
        </span>
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone={status === "open" ? "accent" : "neutral"}>
            {status === "open" ? t("filter.open") : t(`inbox.status.${status}`)}
          </Badge>
          {labels.map((label) => (
            <LabelChip key={label.id} label={label} />
          ))}
        </span>
      </Link>
    </li>
  );
}

function Identities({ contact }: { contact: ContactCard }): ReactElement | null {
  if (contact.identities.length === 0) return null;
  return (
    <Card title={t("contacts.identities")}>
      <ul className="flex flex-col gap-2 text-sm">
        {contact.identities.map((identity) => (
          <li key={`${identity.inbox_id} ${identity.external_id}`} className="flex gap-2">
            <span className="min-w-0 flex-1 truncate">
              {identity.inbox_name}{" "}
              <span className="text-muted">· {channelName(identity.channel)}</span>
            </span>
            <Badge tone={identity.verified ? "success" : "neutral"}>
              {identity.verified ? t("inbox.contact.verified") : t("inbox.contact.unverified")}
            </Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}

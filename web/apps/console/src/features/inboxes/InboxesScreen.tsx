"use client";

import type { Inbox } from "@switchboard/api-client";
import { Badge, Button, EmptyState } from "@switchboard/ui";
import { ChevronRight, Mail, MessageSquareCode, MessagesSquare, Plus } from "lucide-react";
import { type ReactElement, useState } from "react";

import { Link } from "@/components/Link";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { useInboxes } from "@/shared/directory";
import { date } from "@/shared/format";
import { useNewFromAddress } from "@/shared/useNewFromAddress";
import { useCan } from "@/shared/session/me";
import { channelName } from "@/shared/channels";
import { t } from "@/features/inboxes/texts";
import { href } from "@/shared/routes";

import { CreateInboxDialog } from "./CreateInboxDialog";

/** Where customers write: every configured account of a channel. */
export function InboxesScreen(): ReactElement {
  const inboxes = useInboxes();
  const canWrite = useCan("inboxes.write");
  const [creating, setCreating] = useState(false);
  useNewFromAddress(() => setCreating(true));
  const create = (
    <Button
      variant="primary"
      icon={<Plus size={16} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {t("inboxes.new")}
    </Button>
  );
  return (
    <Page
      title={t("inboxes.title")}
      description={t("inboxes.lead")}
      actions={canWrite ? create : null}
    >
      <QueryView query={inboxes} rows={3}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={<MessageSquareCode aria-hidden />}
              title={t("inboxes.empty")}
              description={t("inboxes.emptyDetail")}
            />
          ) : (
            <ul className="grid gap-3 sm:grid-cols-2">
              {items.map((inbox) => (
                <InboxCard key={inbox.id} inbox={inbox} />
              ))}
            </ul>
          )
        }
      </QueryView>
      <CreateInboxDialog open={creating} onOpenChange={setCreating} />
    </Page>
  );
}

const ICONS = { webchat: MessageSquareCode, email: Mail } as const;

function InboxCard({ inbox }: { inbox: Inbox }): ReactElement {
  const Icon = inbox.channel in ICONS ? ICONS[inbox.channel as keyof typeof ICONS] : MessagesSquare;
  return (
    <li>
      <Link
        href={href("inboxSettings", { id: inbox.id })}
        className="flex items-center gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong hover:bg-surface-2"
      >
        <span className="grid size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-on-accent-soft">
          <Icon size={20} aria-hidden />
        </span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-medium">{inbox.name}</span>
          <span className="text-sm text-faint">
            {t("inboxes.since", { date: date(inbox.created_at) })}
          </span>
        </span>
        <Badge>{channelName(inbox.channel)}</Badge>
        <ChevronRight size={16} aria-hidden className="text-faint" />
      </Link>
    </li>
  );
}

"use client";

import type { Conversation } from "@switchboard/api-client";
import { Avatar, Badge, Button, IconButton } from "@switchboard/ui";
import { ArrowLeft, Check, PanelRight, RotateCcw } from "lucide-react";
import Link from "next/link";
import type { ReactElement } from "react";

import { dateTime } from "@/shared/format";
import { useCan, useMe } from "@/shared/session/me";
import { t } from "@/shared/t";

import { AssignMenu } from "./AssignMenu";
import { SnoozeMenu } from "./SnoozeMenu";
import { useActions } from "./useActions";

interface ConversationHeaderProps {
  conversation: Conversation;
  backHref: string;
  onDetails: () => void;
}

export function ConversationHeader(props: ConversationHeaderProps): ReactElement {
  const { conversation } = props;
  const canWrite = useCan("conversations.write");
  const name = conversation.contact.name || conversation.contact.email || t("inbox.visitor");
  return (
    <header className="flex items-center gap-1.5 border-b border-line py-2 pr-2 pl-2 md:gap-2 md:pr-3 md:pl-4">
      <Link
        href={props.backHref}
        aria-label={t("inbox.backToList")}
        className="sb-button sb-button-ghost sb-button-md sb-icon-button md:hidden"
      >
        <ArrowLeft size={18} aria-hidden />
      </Link>
      <div className="hidden sm:block">
        <Avatar name={name} size={36} />
      </div>
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-base leading-tight font-semibold" dir="auto">
          {name}
        </h2>
        <Subline conversation={conversation} />
      </div>
      {canWrite ? <Actions conversation={conversation} /> : null}
      <IconButton label={t("inbox.details")} className="xl:hidden" onClick={props.onDetails}>
        <PanelRight size={18} aria-hidden />
      </IconButton>
    </header>
  );
}

function Subline({ conversation }: { conversation: Conversation }): ReactElement {
  const { assignee, status, snoozed_until: until } = conversation;
  return (
    <p className="flex items-center gap-1.5 truncate text-sm text-muted">
      {status === "resolved" ? <Badge>{t("inbox.status.resolved")}</Badge> : null}
      {status === "snoozed" ? (
        <Badge tone="info">
          {until ? t("inbox.until", { when: dateTime(until) }) : t("inbox.status.snoozed")}
        </Badge>
      ) : null}
      <span className="truncate">
        {assignee
          ? t("inbox.assignedTo", { name: assignee.name ?? t("inbox.assistant") })
          : t("inbox.nobody")}
      </span>
    </p>
  );
}

function Actions({ conversation }: { conversation: Conversation }): ReactElement {
  const { member } = useMe();
  const { assign, resolve, reopen } = useActions(conversation.id);
  const { assignee } = conversation;
  // While the assistant is in charge, the bar above the composer offers to take over.
  const takeOver = assignee?.id !== member.id && assignee?.kind !== "assistant";
  if (conversation.status === "resolved") {
    return (
      <Button
        icon={<RotateCcw size={15} aria-hidden />}
        loading={reopen.isPending}
        onClick={() => reopen.mutate(undefined)}
      >
        {t("inbox.reopen")}
      </Button>
    );
  }
  return (
    <>
      {takeOver ? (
        <Button
          className="hidden lg:inline-flex"
          loading={assign.isPending}
          onClick={() => assign.mutate({ kind: "member", id: member.id })}
        >
          {t("inbox.takeOver")}
        </Button>
      ) : null}
      <AssignMenu conversation={conversation} />
      <SnoozeMenu conversation={conversation} />
      <Button
        variant="primary"
        icon={<Check size={16} aria-hidden />}
        loading={resolve.isPending}
        onClick={() => resolve.mutate(undefined)}
        aria-label={t("inbox.resolve")}
      >
        <span className="hidden sm:inline">{t("inbox.resolve")}</span>
      </Button>
    </>
  );
}

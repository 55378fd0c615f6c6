"use client";

import type { Conversation } from "@switchboard/api-client";
import { Avatar, Badge, Button, IconButton } from "@switchboard/ui";
import { ArrowLeft, Check, PanelRight, RotateCcw } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { LabelChip } from "@/components/marks/LabelChip";
import { useAssistants } from "@/shared/directory";
import { dateTime } from "@/shared/format";
import { useKeysOf, useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { useCan, useMe } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";

import { AssignMenu } from "./AssignMenu";
import { LabelMenu } from "./LabelMenu";
import { MoreMenu } from "./MoreMenu";
import { PriorityMenu } from "./PriorityMenu";
import { SnoozeMenu } from "./SnoozeMenu";
import { useActions } from "./useActions";
import { useResolveNext } from "./useResolveNext";

interface ConversationHeaderProps {
  conversation: Conversation;
  backHref: string;
  onDetails: () => void;
}

export function ConversationHeader(props: ConversationHeaderProps): ReactElement {
  const { conversation } = props;
  const canWrite = useCan("conversations.write");
  const name = conversation.contact.display_name;
  useShortcut("conversation.details", props.onDetails);
  return (
    <header className="@container border-b border-line">
      <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1 py-2 pr-2 pl-2 md:pr-3 md:pl-4">
        <Link
          href={props.backHref}
          aria-label={t("inbox.backToList")}
          className="sb-button sb-button-ghost sb-button-md sb-icon-button md:hidden"
        >
          <ArrowLeft size={18} aria-hidden />
        </Link>
        <div className="hidden @sm:block">
          <Avatar name={name} id={conversation.contact.id} size={36} />
        </div>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-base leading-tight font-semibold" dir="auto">
            {name}
          </h2>
          <Subline conversation={conversation} />
        </div>
        {canWrite ? <Actions conversation={conversation} /> : null}
        <IconButton
          label={t("inbox.details")}
          className="min-[1400px]:hidden"
          onClick={props.onDetails}
        >
          <PanelRight size={18} aria-hidden />
        </IconButton>
      </div>
      {conversation.labels.length > 0 ? (
        <div className="flex flex-wrap gap-1.5 px-3 pb-2 md:px-4">
          {conversation.labels.map((label) => (
            <LabelChip key={label.id} label={label} />
          ))}
        </div>
      ) : null}
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

/** In a narrow column all but the most needed go to a second line. */
function Actions({ conversation }: { conversation: Conversation }): ReactElement {
  const open = conversation.status !== "resolved";
  return (
    <>
      <span className="order-last flex w-full flex-wrap items-center gap-1 @3xl:order-none @3xl:w-auto">
        {open ? <TakeOver conversation={conversation} /> : null}
        {open ? <AssignMenu conversation={conversation} /> : null}
        <LabelMenu conversation={conversation} />
        <PriorityMenu conversation={conversation} />
        {open ? <SnoozeMenu conversation={conversation} /> : null}
      </span>
      {open ? <Resolve conversation={conversation} /> : <Reopen conversation={conversation} />}
      <MoreMenu conversation={conversation} />
    </>
  );
}

/** While the assistant is in charge, the bar above the composer offers to take over. */
function TakeOver({ conversation }: { conversation: Conversation }): ReactElement | null {
  const { member } = useMe();
  const { assign } = useActions(conversation.id);
  const assistant = useAssistants().data?.[0];
  const { assignee } = conversation;
  const mine = assignee?.id === member.id;
  const take = () => assign.mutate({ kind: "member", id: member.id });
  useShortcut("conversation.takeOver", take, !mine);
  useShortcut(
    "conversation.giveBack",
    () => assistant && assign.mutate({ kind: "assistant", id: assistant.id }),
    assistant !== undefined && assignee?.kind !== "assistant",
  );
  if (mine || assignee?.kind === "assistant") return null;
  return (
    <Button loading={assign.isPending} onClick={take}>
      {t("inbox.takeOver")}
    </Button>
  );
}

function Resolve({ conversation }: { conversation: Conversation }): ReactElement {
  const { resolve } = useActions(conversation.id);
  const resolveNext = useResolveNext(conversation.id);
  const shortcut = useKeysOf("conversation.resolve");
  useShortcut("conversation.resolve", () => resolve.mutate(undefined));
  useShortcut("conversation.resolveNext", () => void resolveNext());
  return (
    <Button
      variant="primary"
      icon={<Check size={16} aria-hidden />}
      loading={resolve.isPending}
      onClick={() => resolve.mutate(undefined)}
      aria-label={t("inbox.resolve")}
      {...(shortcut ? { title: shortcut } : {})}
    >
      <span className="hidden sm:inline">{t("inbox.resolve")}</span>
    </Button>
  );
}

function Reopen({ conversation }: { conversation: Conversation }): ReactElement {
  const { reopen } = useActions(conversation.id);
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

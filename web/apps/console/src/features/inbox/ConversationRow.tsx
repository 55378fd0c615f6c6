import { plainText } from "@switchboard/chat";
import type { Conversation } from "@switchboard/api-client";
import { Avatar, Badge, classes } from "@switchboard/ui";
import { Clock, Sparkles, UserRound, UsersRound } from "lucide-react";
import Link from "next/link";
import { memo, type ReactElement } from "react";

import { ago, dateTime, shortAge } from "@/shared/format";
import { t } from "@/shared/t";

interface ConversationRowProps {
  conversation: Conversation;
  href: string;
  open: boolean;
}

/** One conversation in the list: who, what was said last, since when, who is in charge. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  href,
  open,
}: ConversationRowProps): ReactElement {
  const { contact, last_message: last, unread, updated_at: updated } = conversation;
  const name = contact.name || contact.email || t("inbox.visitor");
  const time = last?.created_at ?? updated;
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={open ? "true" : undefined}
      className={classes(
        "relative flex gap-3 rounded-lg px-3 py-2.5 -outline-offset-2 transition-colors",
        open ? "bg-accent-soft" : "hover:bg-surface-2",
      )}
    >
      <Avatar name={name} size={36} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span
            className={classes("min-w-0 flex-1 truncate", unread ? "font-semibold" : "font-medium")}
            dir="auto"
          >
            {name}
          </span>
          <time dateTime={time} title={dateTime(time)} className="shrink-0 text-xs text-faint">
            {shortAge(time)}
          </time>
        </span>
        <span className="flex items-center gap-2">
          <span
            className={classes(
              "min-w-0 flex-1 truncate text-sm",
              unread ? "text-ink" : "text-muted",
            )}
            dir="auto"
          >
            {preview(conversation)}
          </span>
          {unread ? (
            <span className="size-2 shrink-0 rounded-full bg-accent">
              <span className="visually-hidden">{t("inbox.unread")}</span>
            </span>
          ) : null}
        </span>
        <Marks conversation={conversation} />
      </span>
    </Link>
  );
});

function Marks({ conversation }: { conversation: Conversation }): ReactElement {
  const { assignee, status, waiting_since: waiting, snoozed_until: until } = conversation;
  return (
    <span className="mt-0.5 flex min-h-5 items-center gap-2 text-xs text-faint">
      <span className="flex min-w-0 items-center gap-1">
        <AssigneeIcon kind={assignee?.kind} />
        <span className="truncate">{assignee?.name ?? t("inbox.nobody")}</span>
      </span>
      {status === "resolved" ? <Badge>{t("inbox.status.resolved")}</Badge> : null}
      {status === "snoozed" && until ? (
        <Badge tone="info">{t("inbox.until", { when: ago(until) })}</Badge>
      ) : null}
      {status === "open" && waiting ? (
        <Badge tone="warn" title={dateTime(waiting)}>
          <Clock size={11} aria-hidden /> {t("inbox.waits", { time: shortAge(waiting) })}
        </Badge>
      ) : null}
    </span>
  );
}

function AssigneeIcon({ kind }: { kind: string | undefined }): ReactElement {
  if (kind === "assistant") return <Sparkles size={12} aria-hidden className="shrink-0" />;
  if (kind === "team") return <UsersRound size={12} aria-hidden className="shrink-0" />;
  return <UserRound size={12} aria-hidden className="shrink-0" />;
}

function preview({ last_message: last }: Conversation): string {
  if (!last) return t("inbox.noMessages");
  const text = last.author_kind === "contact" ? last.text : plainText(last.text);
  return last.author_kind === "contact" ? text : t("inbox.answerPreview", { text });
}

import type { Conversation } from "@switchboard/api-client";
import { formatOf, plainText } from "@switchboard/chat";
import { Avatar, classes } from "@switchboard/ui";
import {
  AlarmClock,
  AtSign,
  CircleCheck,
  Clock,
  Mail,
  MessageCircle,
  MessagesSquare,
  Sparkles,
  UserRound,
  UsersRound,
} from "lucide-react";
import { memo, type ReactElement } from "react";

import { Link } from "@/components/Link";
import { LabelChip } from "@/components/marks/LabelChip";
import { PriorityIcon } from "@/components/marks/PriorityIcon";
import { channelName } from "@/shared/channels";
import { ago, dateTime, shortAge } from "@/shared/format";
import { useMe } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";
import { useMinute } from "@/shared/useMinute";

interface ConversationRowProps {
  conversation: Conversation;
  href: string;
  open: boolean;
  chosen: boolean;
  /** Whether every row shows its box, or only the one under the pointer. */
  choosing: boolean;
  /** Left out for whoever may not change anything. */
  onSelect?: (id: string, stretch: boolean) => void;
}

const LABELS_SHOWN = 2;
/** After so long without an answer the wait is no longer usual. */
const LONG_WAIT_MS = 60 * 60_000;
const MINUTE_MS = 60_000;

/** One conversation in the list: who, what was said last, since when, and how it stands. */
export const ConversationRow = memo(function ConversationRow(
  props: ConversationRowProps,
): ReactElement {
  const { conversation, href, open, chosen, choosing, onSelect } = props;
  const name = conversation.contact.display_name;
  return (
    <div
      className={classes(
        "group relative rounded-lg transition-colors",
        chosen || open ? "bg-accent-soft" : "hover:bg-surface-2",
      )}
    >
      <Link
        href={href}
        scroll={false}
        aria-current={open ? "true" : undefined}
        className="flex gap-3 rounded-lg px-3 py-2.5 -outline-offset-2"
      >
        <span
          className={classes(
            "relative h-9 shrink-0",
            onSelect && "group-hover:invisible group-has-[:focus-visible]:invisible",
            choosing && "invisible",
          )}
        >
          <Avatar name={name} id={conversation.contact.id} size={36} />
          <ChannelMark channel={conversation.channel} />
        </span>
        <Words conversation={conversation} name={name} />
      </Link>
      {onSelect ? (
        <Box
          name={name}
          checked={chosen}
          always={choosing}
          onSelect={(stretch) => onSelect(conversation.id, stretch)}
        />
      ) : null}
    </div>
  );
});

function Box(props: {
  name: string;
  checked: boolean;
  always: boolean;
  onSelect: (stretch: boolean) => void;
}): ReactElement {
  return (
    <span
      className={classes(
        "absolute top-2.5 left-3 grid size-9 place-items-center",
        !props.always &&
          "pointer-events-none opacity-0 group-hover:pointer-events-auto group-hover:opacity-100 group-has-[:focus-visible]:pointer-events-auto group-has-[:focus-visible]:opacity-100",
      )}
    >
      <input
        type="checkbox"
        aria-label={t("list.select", { name: props.name })}
        className="size-6 cursor-pointer accent-accent"
        checked={props.checked}
        onChange={() => undefined}
        onClick={(event) => props.onSelect(event.shiftKey)}
      />
    </span>
  );
}

function Words(props: { conversation: Conversation; name: string }): ReactElement {
  const { conversation, name } = props;
  const { last_message: last, last_activity_at: active, unread } = conversation;
  const time = last?.created_at ?? active;
  const now = useMinute();
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="flex items-baseline gap-2">
        <span
          className={classes("min-w-0 flex-1 truncate", unread ? "font-semibold" : "font-medium")}
          dir="auto"
        >
          {name}
        </span>
        <time dateTime={time} title={dateTime(time)} className="shrink-0 text-xs text-faint">
          {shortAge(time, now)}
        </time>
      </span>
      <span className="flex items-center gap-2">
        <span
          className={classes("min-w-0 flex-1 truncate text-sm", unread ? "text-ink" : "text-muted")}
          dir="auto"
        >
          {conversation.drafted ? (
            <span className="font-medium text-danger-text">{t("list.draft")} </span>
          ) : null}
          {preview(conversation)}
        </span>
        {unread ? (
          <span className="size-2 shrink-0 rounded-full bg-accent forced-colors:bg-[CanvasText]">
            <span className="visually-hidden">{t("inbox.unread")}</span>
          </span>
        ) : null}
      </span>
      <Marks conversation={conversation} />
    </span>
  );
}

function Marks({ conversation }: { conversation: Conversation }): ReactElement {
  const { assignee, labels, priority, mentioned_ids: mentioned } = conversation;
  const me = useMe().member.id;
  const more = labels.length - LABELS_SHOWN;
  return (
    <span className="mt-0.5 flex min-h-5 items-center gap-2 text-xs text-muted">
      <span className="flex min-w-0 flex-1 items-center gap-1.5">
        {priority === "none" ? null : <PriorityIcon priority={priority} size={14} />}
        <Standing conversation={conversation} />
        {mentioned.includes(me) ? <Mentioned /> : null}
        {labels.slice(0, LABELS_SHOWN).map((label) => (
          <LabelChip key={label.id} label={label} />
        ))}
        {more > 0 ? <span className="shrink-0">+{more}</span> : null}
      </span>
      <span className="flex max-w-24 shrink-0 items-center gap-1">
        <AssigneeMark assignee={assignee} />
        <span className="truncate">{assignee?.name ?? t("inbox.nobody")}</span>
      </span>
    </span>
  );
}

function Mentioned(): ReactElement {
  return (
    <span className="inline-flex shrink-0" title={t("inbox.view.mentioned")}>
      <AtSign size={12} aria-hidden />
      <span className="visually-hidden">{t("inbox.view.mentioned")}</span>
    </span>
  );
}

/** How long it waits, until when it rests, or that it is settled. */
function Standing({ conversation }: { conversation: Conversation }): ReactElement | null {
  const { status, waiting_since: waiting, snoozed_until: until } = conversation;
  const now = useMinute();
  if (status === "resolved") {
    return (
      <span className="inline-flex shrink-0 items-center gap-1 text-success-text">
        <CircleCheck size={12} aria-hidden /> {t("inbox.status.resolved")}
      </span>
    );
  }
  if (status === "snoozed" && until) {
    return (
      <span
        className="inline-flex shrink-0 items-center gap-1 text-info-text"
        title={dateTime(until)}
      >
        <AlarmClock size={12} aria-hidden /> {t("list.snoozedUntil", { when: ago(until, now) })}
      </span>
    );
  }
  if (!waiting) return null;
  const waited = now - Date.parse(waiting);
  const long = waited > LONG_WAIT_MS;
  return (
    <span
      className={classes(
        "inline-flex shrink-0 items-center gap-1",
        long ? "font-medium text-danger-text" : "text-warn-text",
      )}
      title={dateTime(waiting)}
    >
      <Clock size={12} aria-hidden />{" "}
      {waited < MINUTE_MS
        ? t("list.waitsNow")
        : t("list.waitsLong", { time: shortAge(waiting, now) })}
    </span>
  );
}

function AssigneeMark({ assignee }: Pick<Conversation, "assignee">): ReactElement {
  if (assignee?.kind === "assistant")
    return <Sparkles size={12} aria-hidden className="shrink-0" />;
  if (assignee?.kind === "team") return <UsersRound size={12} aria-hidden className="shrink-0" />;
  if (assignee?.name) return <Avatar name={assignee.name} id={assignee.id} size={16} />;
  return <UserRound size={12} aria-hidden className="shrink-0" />;
}

const CHANNELS = {
  webchat: MessagesSquare,
  whatsapp: MessageCircle,
  twilio: MessageCircle,
  email: Mail,
} as const;

function ChannelMark({ channel }: { channel: string }): ReactElement {
  const Icon = CHANNELS[channel as keyof typeof CHANNELS] ?? MessagesSquare;
  return (
    <span
      className="absolute -right-1.5 -bottom-1 grid size-4.5 place-items-center rounded-full border border-line bg-surface text-muted"
      title={channelName(channel)}
    >
      <Icon size={10} aria-hidden />
      <span className="visually-hidden">{channelName(channel)}</span>
    </span>
  );
}

function preview({ last_message: last }: Conversation): string {
  if (!last) return t("inbox.noMessages");
  const text = plainText(last.text, formatOf(last.author_kind));
  return last.author_kind === "contact" ? text : t("inbox.answerPreview", { text });
}

"use client";

import type { Conversation } from "@switchboard/api-client";
import { IconButton, Menu, type MenuItem } from "@switchboard/ui";
import {
  AlarmClock,
  CircleCheck,
  Flag,
  MailCheck,
  MailOpen,
  RotateCcw,
  Tags,
  UserPlus,
  X,
} from "lucide-react";
import { type ReactElement, type ReactNode, useState } from "react";

import { assigneeItems, useAssigneeChoices } from "@/components/marks/assignees";
import { labelItems, priorityItems, snoozeItems } from "@/components/marks/items";
import { useLabels } from "@/shared/labels";
import { t, tn } from "@/shared/t";

import type { Action } from "./actions";
import { SnoozeDialog } from "./SnoozeDialog";
import { useBulk } from "./useBulk";

interface BulkBarProps {
  items: readonly Conversation[];
  allChosen: boolean;
  onAll: () => void;
  onDone: () => void;
}

/** What can be done with the conversations that are chosen. */
export function BulkBar({ items, allChosen, onAll, onDone }: BulkBarProps): ReactElement {
  const [asking, setAsking] = useState(false);
  const bulk = useBulk();
  const act = (action: Action, keep = false) => {
    bulk.mutate({ ids: items.map(({ id }) => id), action });
    if (!keep) onDone();
  };
  const labels = useLabels().data ?? [];
  const worn = everyLabel(items);
  const choices = useAssigneeChoices();
  const open = items.some(({ status }) => status !== "resolved");
  const unread = items.some((item) => item.unread);
  return (
    <div
      role="toolbar"
      aria-label={t("list.bulk")}
      className="mx-2 mb-1 flex flex-wrap items-center gap-0.5 rounded-lg bg-accent-soft px-2 py-1 text-on-accent-soft"
    >
      <label className="mr-auto flex min-h-8 items-center gap-2 text-sm font-medium">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={allChosen}
          aria-label={t("list.selectAll")}
          onChange={onAll}
        />
        <span role="status">{tn("list.selected", items.length)}</span>
      </label>
      <Choose
        label={t("inbox.assign")}
        icon={<UserPlus size={16} aria-hidden />}
        items={assigneeItems(choices, null, (assignee) => act({ type: "assign", assignee }))}
      />
      <IconButton
        label={open ? t("inbox.resolve") : t("inbox.reopen")}
        size="sm"
        onClick={() => act({ type: open ? "resolve" : "reopen" })}
      >
        {open ? <CircleCheck size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />}
      </IconButton>
      <Choose
        label={t("inbox.snooze")}
        icon={<AlarmClock size={16} aria-hidden />}
        items={snoozeItems(
          (until) => act({ type: "snooze", until: until.toISOString() }),
          () => setAsking(true),
        )}
      />
      <Choose
        label={t("marks.labels")}
        icon={<Tags size={16} aria-hidden />}
        items={labelItems(labels, worn, (id, on) =>
          act(on ? { type: "label", add: [id] } : { type: "label", remove: [id] }, true),
        )}
      />
      <Choose
        label={t("marks.priority")}
        icon={<Flag size={16} aria-hidden />}
        items={priorityItems(null, (priority) => act({ type: "priority", priority }, true))}
      />
      <IconButton
        label={unread ? t("list.markRead") : t("list.markUnread")}
        size="sm"
        onClick={() => act({ type: unread ? "read" : "unread" })}
      >
        {unread ? <MailOpen size={16} aria-hidden /> : <MailCheck size={16} aria-hidden />}
      </IconButton>
      <IconButton label={t("list.clearSelection")} size="sm" onClick={onDone}>
        <X size={16} aria-hidden />
      </IconButton>
      {asking ? (
        <SnoozeDialog
          onClose={() => setAsking(false)}
          onChoose={(until) => act({ type: "snooze", until: until.toISOString() })}
        />
      ) : null}
    </div>
  );
}

function Choose(props: { label: string; icon: ReactNode; items: MenuItem[] }): ReactElement {
  return (
    <Menu
      trigger={
        <IconButton label={props.label} size="sm">
          {props.icon}
        </IconButton>
      }
      items={[{ heading: props.label }, ...props.items]}
    />
  );
}

/** The labels that all of them have. */
function everyLabel(items: readonly Conversation[]): ReadonlySet<string> {
  const [first, ...others] = items.map(({ labels }) => new Set(labels.map(({ id }) => id)));
  return new Set([...(first ?? [])].filter((id) => others.every((worn) => worn.has(id))));
}

"use client";

import type { Conversation } from "@switchboard/api-client";
import { Button, classes, IconButton, Menu, type MenuItem } from "@switchboard/ui";
import { skipToken, useQuery } from "@tanstack/react-query";
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
import { count } from "@/shared/format";
import { useLabels } from "@/shared/labels";
import type { ListQuery } from "@/shared/lists/query";
import { t, tn } from "@/features/inbox/texts";

import type { Action } from "./actions";
import type { AskedOfAll } from "./AllThatFitDialog";
import { countAll } from "./allThatFit";
import { SnoozeDialog } from "./SnoozeDialog";
import { useBulk } from "./useBulk";

interface BulkBarProps {
  items: readonly Conversation[];
  /** What the list lists, if more fits than it shows: then all of it can be chosen. */
  rest: ListQuery | null;
  allChosen: boolean;
  onAll: () => void;
  /** Asks for something to be done to all that fit. The bar may go meanwhile, with its rows. */
  onAllThatFit: (asked: AskedOfAll) => void;
  onDone: () => void;
}

/** What can be done with the conversations that are chosen. */
export function BulkBar(props: BulkBarProps): ReactElement {
  const { items, rest, allChosen, onAll, onDone } = props;
  const [asking, setAsking] = useState(false);
  const all = useAllThatFit(rest, allChosen);
  const bulk = useBulk();
  const act = (action: Action, name: string, keep = false) => {
    if (all.chosen && rest) {
      props.onAllThatFit({ query: rest, action, name, fitting: all.fitting });
      return;
    }
    bulk.mutate({ ids: items.map(({ id }) => id), action });
    if (!keep) onDone();
  };
  const labels = useLabels().data ?? [];
  const worn = everyLabel(items);
  const choices = useAssigneeChoices();
  const open = items.some(({ status }) => status !== "resolved");
  const unread = items.some((item) => item.unread);
  const change = open ? t("inbox.resolve") : t("inbox.reopen");
  const mark = unread ? t("list.markRead") : t("list.markUnread");
  const snooze = (until: Date) =>
    act({ type: "snooze", until: until.toISOString() }, t("inbox.snooze"));
  return (
    <div
      role="toolbar"
      aria-label={t("list.bulk")}
      className="mx-2 mb-1 flex flex-wrap items-center gap-0.5 rounded-lg bg-accent-soft px-2 py-1 text-on-accent-soft"
    >
      <label
        className={classes(
          "mr-auto flex min-h-8 items-center gap-2 text-sm font-medium",
          all.chosen && "basis-full",
        )}
      >
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={allChosen}
          aria-label={t("list.selectAll")}
          onChange={onAll}
        />
        <span role="status">{all.said ?? tn("list.selected", items.length)}</span>
      </label>
      <Choose
        label={t("inbox.assign")}
        icon={<UserPlus size={16} aria-hidden />}
        items={assigneeItems(choices, null, (assignee) =>
          act({ type: "assign", assignee }, t("inbox.assign")),
        )}
      />
      <IconButton
        label={change}
        size="sm"
        onClick={() => act({ type: open ? "resolve" : "reopen" }, change)}
      >
        {open ? <CircleCheck size={16} aria-hidden /> : <RotateCcw size={16} aria-hidden />}
      </IconButton>
      <Choose
        label={t("inbox.snooze")}
        icon={<AlarmClock size={16} aria-hidden />}
        items={snoozeItems(snooze, () => setAsking(true))}
      />
      <Choose
        label={t("marks.labels")}
        icon={<Tags size={16} aria-hidden />}
        items={labelItems(labels, worn, (id, on) =>
          act(
            on ? { type: "label", add: [id] } : { type: "label", remove: [id] },
            t("marks.labels"),
            true,
          ),
        )}
      />
      <Choose
        label={t("marks.priority")}
        icon={<Flag size={16} aria-hidden />}
        items={priorityItems(null, (priority) =>
          act({ type: "priority", priority }, t("marks.priority"), true),
        )}
      />
      <IconButton
        label={mark}
        size="sm"
        onClick={() => act({ type: unread ? "read" : "unread" }, mark)}
      >
        {unread ? <MailOpen size={16} aria-hidden /> : <MailCheck size={16} aria-hidden />}
      </IconButton>
      <IconButton label={t("list.clearSelection")} size="sm" onClick={onDone}>
        <X size={16} aria-hidden />
      </IconButton>
      {all.offer ? (
        <Button size="sm" variant="ghost" className="basis-full" onClick={all.choose}>
          {all.offer}
        </Button>
      ) : null}
      {asking ? <SnoozeDialog onClose={() => setAsking(false)} onChoose={snooze} /> : null}
    </div>
  );
}

/** Once all rows are chosen: the offer to choose also what fits and is not shown. */
function useAllThatFit(rest: ListQuery | null, allChosen: boolean) {
  const [wanted, setWanted] = useState(false);
  const offered = rest !== null && allChosen;
  const counted = useQuery({
    queryKey: ["all-that-fit", rest],
    queryFn: rest ? () => countAll(rest) : skipToken,
    enabled: offered,
    gcTime: 0,
  }).data;
  const fitting = counted && !counted.more ? counted.count : null;
  const number = { count: count(fitting ?? 0) };
  const chosen = offered && wanted;
  const offer =
    fitting === null ? t("list.all.selectUncounted") : tn("list.all.select", fitting, number);
  const said =
    fitting === null ? t("list.all.selectedUncounted") : tn("list.all.selected", fitting, number);
  return {
    chosen,
    fitting,
    said: chosen ? said : null,
    offer: offered && !chosen ? offer : null,
    choose: () => setWanted(true),
  };
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

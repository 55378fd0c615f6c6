import type { MenuItem } from "@switchboard/ui";
import { Check } from "lucide-react";

import { weekdayTime } from "@/shared/format";
import type { LabelBrief } from "@switchboard/api-client";
import { PRIORITIES, type Priority } from "@/shared/labels";
import { snoozePresets } from "@/shared/snooze";
import { t } from "@/components/texts";

import { LabelDot } from "./LabelChip";
import { PriorityIcon } from "./PriorityIcon";

/** Menu items that choose a priority; the present one is marked. */
export function priorityItems(
  now: Priority | null,
  choose: (priority: Priority) => void,
): MenuItem[] {
  return PRIORITIES.map((priority) => ({
    label: t(`marks.priority.${priority}`),
    icon:
      priority === now ? (
        <Check size={16} aria-hidden />
      ) : (
        <PriorityIcon priority={priority} silent />
      ),
    onSelect: () => choose(priority),
  }));
}

/** Menu items that put labels on and take them off; those that are on are marked. */
export function labelItems(
  labels: readonly LabelBrief[],
  worn: ReadonlySet<string>,
  toggle: (id: string, on: boolean) => void,
): MenuItem[] {
  if (labels.length === 0) return [{ heading: t("marks.noLabels") }];
  return labels.map((label) => ({
    label: (
      <span className="flex items-center gap-2">
        <LabelDot color={label.color} />
        {label.name}
        {worn.has(label.id) ? <span className="visually-hidden">({t("marks.on")})</span> : null}
      </span>
    ),
    icon: worn.has(label.id) ? <Check size={16} aria-hidden /> : <span />,
    onSelect: () => toggle(label.id, !worn.has(label.id)),
  }));
}

/** Menu items that let rest until a natural moment, or one that is asked for. */
export function snoozeItems(choose: (until: Date) => void, chooseOther?: () => void): MenuItem[] {
  const presets = snoozePresets(new Date()).map(({ label, until }): MenuItem => ({
    label: (
      <span className="flex justify-between gap-6">
        {t(label)}
        <span className="text-faint">{weekdayTime(until)}</span>
      </span>
    ),
    onSelect: () => choose(until),
  }));
  if (!chooseOther) return presets;
  return [
    ...presets,
    { separator: true },
    { label: t("inbox.snooze.other"), onSelect: chooseOther },
  ];
}

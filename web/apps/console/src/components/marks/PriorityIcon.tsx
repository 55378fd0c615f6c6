import { classes } from "@switchboard/ui";
import { ChevronDown, ChevronsUp, ChevronUp, Equal, type LucideIcon, Minus } from "lucide-react";
import type { ReactElement } from "react";

import type { Priority } from "@/shared/labels";
import { t } from "@/components/texts";

const ICONS: Record<Priority, LucideIcon> = {
  urgent: ChevronsUp,
  high: ChevronUp,
  normal: Equal,
  low: ChevronDown,
  none: Minus,
};

const TONES: Record<Priority, string> = {
  urgent: "text-danger-text",
  high: "text-warn-text",
  normal: "text-info-text",
  low: "text-muted",
  none: "text-faint",
};

/** How soon it wants to be looked at; with its word for those who do not see it. */
export function PriorityIcon({
  priority,
  size = 16,
  silent = false,
}: {
  priority: Priority;
  size?: number;
  /** The word stands beside it. */
  silent?: boolean;
}): ReactElement {
  const Icon = ICONS[priority];
  const word = t(`marks.priority.${priority}`);
  return (
    <span
      className={classes("inline-flex shrink-0", TONES[priority])}
      title={silent ? undefined : word}
    >
      <Icon size={size} strokeWidth={2.5} aria-hidden />
      {silent ? null : <span className="visually-hidden">{word}</span>}
    </span>
  );
}

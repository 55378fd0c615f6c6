import { classes } from "@switchboard/ui";
import type { ReactElement } from "react";

import { percent } from "@/shared/format";

/** A share between 0 and 1 as a bar with its number. */
export function Meter({
  label,
  value,
  size = "md",
  plain = false,
}: {
  label: string;
  value: number;
  size?: "sm" | "md";
  /** Without colours for good and bad: a low share is no fault. */
  plain?: boolean;
}): ReactElement {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div className={classes("flex items-center gap-2", size === "sm" && "text-xs")}>
      <span className={classes("shrink-0 text-muted", size === "sm" ? "w-16" : "w-24")}>
        {label}
      </span>
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className={classes(
          "flex-1 overflow-hidden rounded-full bg-surface-3",
          size === "sm" ? "h-1" : "h-1.5",
        )}
      >
        <span
          className={classes("block h-full rounded-full", plain ? "bg-accent" : toneOf(share))}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="w-11 text-end tabular-nums">{percent(share)}</span>
    </div>
  );
}

function toneOf(share: number): string {
  if (share >= 0.6) return "bg-accent";
  return share >= 0.35 ? "bg-warn-text" : "bg-danger";
}

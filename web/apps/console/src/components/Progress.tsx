import { classes } from "@switchboard/ui";
import type { ReactElement } from "react";

/** How far something is, from 0 to 1; null while nobody knows. */
export function Progress({ label, value }: { label: string; value: number | null }): ReactElement {
  const share = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { "aria-valuenow": share })}
      className="block h-1.5 overflow-hidden rounded-full bg-surface-3"
    >
      <span
        className={classes(
          "block h-full rounded-full bg-accent transition-[width] duration-300 motion-reduce:transition-none",
          share === null && "w-1/3 animate-pulse",
        )}
        style={share === null ? undefined : { width: `${share}%` }}
      />
    </span>
  );
}

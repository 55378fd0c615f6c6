import type { ReactElement, ReactNode } from "react";

import { classes } from "./classes";

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

export interface LiveStatusProps {
  /** What is running, in a sentence: "Reading page 12 of 40". */
  title: ReactNode;
  detail?: ReactNode;
  /** From 0 to 1; null while nobody knows. */
  value: number | null;
  /** What the bar measures, for screen readers. */
  label: string;
  /** A button, such as the one that stops it. */
  action?: ReactNode;
  /** In a row of a list: without a frame, and silent for screen readers, who hear it on its own page. */
  inline?: boolean;
}

/** Work that goes on while people look: what is done now, and how far it is. */
export function LiveStatus(props: LiveStatusProps): ReactElement {
  const { title, detail, value, label, action, inline = false } = props;
  return (
    <div
      className={
        inline
          ? "flex min-w-0 flex-col gap-1.5"
          : "flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-3"
      }
    >
      <div className="flex items-center gap-3">
        <p
          {...(inline ? {} : { role: "status" })}
          className={inline ? "flex-1 text-sm text-muted" : "flex-1 font-medium"}
        >
          {title}
        </p>
        {action}
      </div>
      <Progress label={label} value={value} />
      {detail ? <p className="text-sm text-muted">{detail}</p> : null}
    </div>
  );
}

import { classes } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { ago, dateTime } from "@/shared/format";

import { Link } from "../Link";

interface RowLinkProps {
  href: string;
  /** In the language of whoever wrote it. */
  children: ReactNode;
  /** Under the name, in gray. */
  detail?: ReactNode;
  /** Before the name. */
  icon?: ReactNode;
}

/** A row's name, which leads to its page; a click anywhere in the row does the same. */
export function RowLink({ href, children, detail, icon }: RowLinkProps): ReactElement {
  return (
    <span className="flex min-w-0 items-center gap-3">
      {icon}
      <span className="min-w-0 flex-1">
        <Link
          href={href}
          className="block truncate font-medium outline-0 after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <span dir="auto">{children}</span>
        </Link>
        {detail ? <span className="block truncate text-sm text-muted">{detail}</span> : null}
      </span>
    </span>
  );
}

/** A row's name that leads nowhere. */
export function RowTitle({ children, detail, icon }: Omit<RowLinkProps, "href">): ReactElement {
  return (
    <span className="flex min-w-0 items-center gap-3">
      {icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" dir="auto">
          {children}
        </span>
        {detail ? <span className="block truncate text-sm text-muted">{detail}</span> : null}
      </span>
    </span>
  );
}

/** How long ago, with the exact time where a pointer rests. */
export function Ago({ at, now }: { at: string | null | undefined; now?: number }): ReactElement {
  if (!at) return <span className="text-faint">–</span>;
  return (
    <time dateTime={at} title={dateTime(at)} className="text-sm whitespace-nowrap text-faint">
      {ago(at, now)}
    </time>
  );
}

/** Buttons at the end of a row, above the link that fills it. */
export function Actions({ children }: { children: ReactNode }): ReactElement {
  return (
    <span className={classes("relative z-10 flex flex-wrap items-center justify-end gap-2")}>
      {children}
    </span>
  );
}

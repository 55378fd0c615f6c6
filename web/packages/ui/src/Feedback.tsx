import { CircleAlert } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { classes } from "./classes";

/** A turning ring. Give a label where nothing else says that work is going on. */
export function Spinner({ size = 18, label }: { size?: number; label?: string }): ReactElement {
  return (
    <span
      className="sb-spinner"
      style={{ width: size, height: size }}
      {...(label ? { role: "status", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}

/** A grey stand-in for what is being loaded. */
export function Skeleton({
  width = "100%",
  height = 14,
  round = false,
}: {
  width?: number | string;
  height?: number | string;
  round?: boolean;
}): ReactElement {
  return (
    <span
      aria-hidden
      className={classes("sb-skeleton", round && "sb-skeleton-round")}
      style={{ width, height }}
    />
  );
}

export interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
}

/** What a list says when it has nothing, and what to do about it. */
export function EmptyState({ icon, title, description, action }: EmptyStateProps): ReactElement {
  return (
    <div className="sb-empty">
      {icon ? <div className="sb-empty-icon">{icon}</div> : null}
      <p className="sb-empty-title">{title}</p>
      {description ? <p className="sb-empty-description">{description}</p> : null}
      {action}
    </div>
  );
}

export interface ErrorNoticeProps {
  title: ReactNode;
  detail?: ReactNode;
  /** A button, usually "Try again". */
  action?: ReactNode;
}

/** What went wrong, in a sentence, with the way out. */
export function ErrorNotice({ title, detail, action }: ErrorNoticeProps): ReactElement {
  return (
    <div role="alert" className="sb-notice">
      <CircleAlert size={18} aria-hidden className="sb-notice-icon" />
      <div className="sb-notice-text">
        <p className="sb-notice-title">{title}</p>
        {detail ? <p className="sb-notice-detail">{detail}</p> : null}
      </div>
      {action}
    </div>
  );
}

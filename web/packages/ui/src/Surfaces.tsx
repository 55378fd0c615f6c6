import type { ComponentPropsWithRef, ReactElement, ReactNode } from "react";

import { classes } from "./classes";

export type Tone = "neutral" | "accent" | "success" | "warn" | "danger" | "info";

/** A small word or number beside something. */
export function Badge({
  tone = "neutral",
  className,
  ...rest
}: ComponentPropsWithRef<"span"> & { tone?: Tone }): ReactElement {
  return <span {...rest} className={classes("sb-badge", `sb-badge-${tone}`, className)} />;
}

export interface CardProps extends Omit<ComponentPropsWithRef<"section">, "title"> {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons in the head. */
  actions?: ReactNode;
}

/** A bordered surface, with an optional head. */
export function Card({
  title,
  description,
  actions,
  className,
  children,
  ...rest
}: CardProps): ReactElement {
  return (
    <section {...rest} className={classes("sb-card", className)}>
      {title || actions ? (
        <header className="sb-card-head">
          <div>
            <h2 className="sb-card-title">{title}</h2>
            {description ? <p className="sb-description">{description}</p> : null}
          </div>
          {actions ? <div className="sb-card-actions">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

/** A plain table in a box that scrolls sideways when it must. */
export function Table({
  caption,
  className,
  children,
  ...rest
}: ComponentPropsWithRef<"table"> & { caption: string }): ReactElement {
  return (
    <div className="sb-table-box">
      <table {...rest} className={classes("sb-table", className)}>
        <caption className="sb-hidden">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

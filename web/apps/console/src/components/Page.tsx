import { classes } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

interface PageProps {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** "wide" for tables, "narrow" for forms. */
  width?: "narrow" | "wide";
  back?: ReactNode;
  children: ReactNode;
}

/** The frame of every screen but the inbox: a title, its actions, and a column that scrolls. */
export function Page({
  title,
  description,
  actions,
  width = "wide",
  back,
  children,
}: PageProps): ReactElement {
  const column = classes(
    "mx-auto w-full px-4 md:px-8",
    width === "narrow" ? "max-w-3xl" : "max-w-5xl",
  );
  return (
    <div className="scroll-pane h-full">
      <header className={classes(column, "flex flex-wrap items-start gap-3 pt-5 pb-4 md:pt-8")}>
        <div className="min-w-0 flex-1 basis-60">
          {back}
          <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
          {description ? (
            <p className="mt-1 max-w-prose text-muted text-pretty">{description}</p>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      <div className={classes(column, "flex flex-col gap-5 pb-12")}>{children}</div>
    </div>
  );
}

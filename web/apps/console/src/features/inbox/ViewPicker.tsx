"use client";

import type { ConversationCounts } from "@switchboard/api-client";
import { classes } from "@switchboard/ui";
import Link from "next/link";
import type { ReactElement } from "react";

import { count } from "@/shared/format";
import { t } from "@/shared/t";

import { useCounts } from "./queries";
import { inboxHref, type View, viewLabel, VIEWS } from "./views";

/** The views as links with the number of conversations in each. */
export function ViewPicker({ current }: { current: View }): ReactElement {
  const counts = useCounts();
  return (
    <nav aria-label={t("inbox.views")} className="-mx-1 flex flex-wrap gap-1">
      {VIEWS.map((view) => (
        <ViewLink
          key={view}
          view={view}
          active={view === current}
          count={countOf(counts.data, view)}
        />
      ))}
    </nav>
  );
}

function ViewLink(props: { view: View; active: boolean; count: number | null }): ReactElement {
  return (
    <Link
      href={inboxHref(props.view)}
      prefetch={false}
      aria-current={props.active ? "true" : undefined}
      className={classes(
        "inline-flex min-h-7 items-center gap-1.5 rounded-full px-2.5 text-sm font-medium transition-colors",
        props.active
          ? "bg-accent-soft text-on-accent-soft"
          : "text-muted hover:bg-surface-2 hover:text-ink",
      )}
    >
      {t(viewLabel(props.view))}
      {props.count ? (
        <span className="text-xs tabular-nums opacity-80">{count(props.count)}</span>
      ) : null}
    </Link>
  );
}

function countOf(counts: ConversationCounts | undefined, view: View): number | null {
  if (!counts || view === "snoozed" || view === "resolved") return null;
  return counts[view];
}

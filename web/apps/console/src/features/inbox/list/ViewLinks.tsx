"use client";

import type { View } from "@switchboard/api-client";
import { classes } from "@switchboard/ui";
import { ListFilter, UsersRound } from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";

import { Link } from "@/components/Link";
import { LabelDot } from "@/components/marks/LabelChip";
import { useTeams } from "@/shared/directory";
import { count } from "@/shared/format";
import { useLabels } from "@/shared/labels";
import { t } from "@/features/inbox/texts";

import { type BuiltIn, ICONS, inboxHref, isBuiltIn, viewLabel, VIEWS } from "../views";
import { useCounts, useViewCounts, useViews } from "./useList";

/** Counting stops here: what is more is shown as 99+. */
const MOST = 99;

/** A view as a link leads to it. */
export interface ViewEntry {
  key: string;
  name: string;
  icon: ReactNode;
  /** Already put into words; empty when there is nothing to count. */
  badge: string;
  saved?: View;
}

export interface ViewGroups {
  builtIn: ViewEntry[];
  saved: ViewEntry[];
  teams: ViewEntry[];
  labels: ViewEntry[];
}

/** Every view there is, with how much is in it. */
export function useViewGroups(): ViewGroups {
  const views = useViews().data ?? [];
  const counts = useCounts().data;
  const viewCounts = useViewCounts(views.length > 0).data;
  const teams = useTeams().data ?? [];
  const labels = useLabels().data ?? [];
  return {
    builtIn: VIEWS.map((view) => ({
      key: view,
      name: t(viewLabel(view)),
      icon: iconOf(view),
      badge: view === "resolved" || !counts ? "" : badge(counts[view]),
    })),
    saved: views.map((view) => {
      const counted = viewCounts?.[view.id];
      return {
        key: view.id,
        name: view.name,
        icon: <ListFilter size={16} aria-hidden />,
        badge: counted ? badge(counted.count, counted.more) : "",
        saved: view,
      };
    }),
    teams: teams.map((team) => ({
      key: team.id,
      name: team.name,
      icon: <UsersRound size={16} aria-hidden />,
      badge: badge(counts?.teams[team.id] ?? 0),
    })),
    labels: labels.map((label) => ({
      key: label.id,
      name: label.name,
      icon: <LabelDot color={label.color} />,
      badge: badge(counts?.labels[label.id] ?? 0),
    })),
  };
}

/** The name of a view, whichever kind it is; undefined for one that is not known. */
export function nameOf(groups: ViewGroups, view: string): string | undefined {
  if (view === "filter") return t("list.ownFilter");
  if (isBuiltIn(view)) return t(viewLabel(view));
  const all = [...groups.saved, ...groups.teams, ...groups.labels];
  return all.find(({ key }) => key === view)?.name;
}

function iconOf(view: BuiltIn): ReactElement {
  const Icon = ICONS[view];
  return <Icon size={16} aria-hidden />;
}

function badge(number: number, more = false): string {
  if (number > MOST) return `${count(MOST)}+`;
  return number ? `${count(number)}${more ? "+" : ""}` : "";
}

/** A view's link in the sidebar: a row. */
export function ViewRow({ entry, active }: { entry: ViewEntry; active: boolean }): ReactElement {
  return (
    <Link
      href={inboxHref(entry.key)}

      aria-current={active ? "page" : undefined}
      className={classes(
        "flex min-h-8 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2.5 text-sm transition-colors",
        active
          ? "bg-accent-soft font-medium text-on-accent-soft"
          : "text-muted hover:bg-surface-2 hover:text-ink",
      )}
    >
      <span className="grid w-4 shrink-0 place-items-center">{entry.icon}</span>
      <span className="min-w-0 flex-1 truncate">{entry.name}</span>
      <span className="text-xs tabular-nums">{entry.badge}</span>
    </Link>
  );
}

/** A view's link in a strip: a pill. */
export function ViewPill({ entry, active }: { entry: ViewEntry; active: boolean }): ReactElement {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (active) link.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [active]);
  return (
    <Link
      ref={link}
      href={inboxHref(entry.key)}

      aria-current={active ? "page" : undefined}
      className={classes(
        "inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-full px-3 text-sm font-medium transition-colors",
        active
          ? "bg-accent-soft text-on-accent-soft"
          : "text-muted hover:bg-surface-2 hover:text-ink",
      )}
    >
      {entry.name}
      {entry.badge ? <span className="text-xs tabular-nums">{entry.badge}</span> : null}
    </Link>
  );
}

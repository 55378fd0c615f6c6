"use client";

import { IconButton } from "@switchboard/ui";
import { MessageSquareText, Plus, Tags } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { Link } from "@/components/Link";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/inbox/texts";
import { href } from "@/shared/routes";

import { ViewMenu } from "./ViewMenu";
import { type ViewEntry, type ViewGroups, ViewPill, ViewRow } from "./ViewLinks";

interface ViewsProps {
  groups: ViewGroups;
  current: string;
  onNew: () => void;
}

/** Every view, at the left of a wide desk. */
export function ViewSidebar({ groups, current, onNew }: ViewsProps): ReactElement {
  const canWrite = useCan("conversations.write");
  const links = (entries: readonly ViewEntry[]) => (
    <ul className="flex flex-col gap-px">
      {entries.map((entry) => (
        <li key={entry.key} className="group relative flex items-center">
          <ViewRow entry={entry} active={entry.key === current} />
          {entry.saved ? (
            <ViewMenu
              view={entry.saved}
              views={groups.saved}
              className="absolute right-0.5 bg-surface-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100"
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
  return (
    <nav
      aria-label={t("inbox.views")}
      className="scroll-pane hidden h-full w-56 shrink-0 flex-col gap-5 border-r border-line bg-bg px-2 py-4 xl:flex"
    >
      {links(groups.builtIn)}
      <Group
        title={t("list.savedViews")}
        action={
          canWrite ? (
            <IconButton label={t("list.newView")} size="sm" onClick={onNew}>
              <Plus size={14} aria-hidden />
            </IconButton>
          ) : null
        }
      >
        {links(groups.saved)}
      </Group>
      {groups.teams.length > 0 ? (
        <Group title={t("list.teams")}>{links(groups.teams)}</Group>
      ) : null}
      {groups.labels.length > 0 ? (
        <Group title={t("marks.labels")}>{links(groups.labels)}</Group>
      ) : null}
      <div className="mt-auto flex flex-col gap-px pt-2">
        <ManageLink href={href("labels")} icon={<Tags size={16} aria-hidden />}>
          {t("list.manageLabels")}
        </ManageLink>
        <ManageLink
          href={href("cannedResponses")}
          icon={<MessageSquareText size={16} aria-hidden />}
        >
          {t("list.canned")}
        </ManageLink>
      </div>
    </nav>
  );
}

/** The views on a phone and a narrow desk: a strip that scrolls sideways. */
export function ViewStrip({ groups, current }: Omit<ViewsProps, "onNew">): ReactElement {
  const entries = [...groups.builtIn, ...groups.saved, ...groups.teams, ...groups.labels];
  return (
    <nav aria-label={t("inbox.views")} className="-mx-4 xl:hidden">
      <ul className="flex gap-1 overflow-x-auto px-3 py-0.5 [scrollbar-width:none]">
        {entries.map((entry) => (
          <li key={entry.key} className="flex flex-none">
            <ViewPill entry={entry} active={entry.key === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Group(props: { title: string; action?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className="flex flex-col gap-0.5">
      <header className="flex min-h-7 items-center justify-between px-2.5">
        <h2 className="text-xs font-semibold text-faint">{props.title}</h2>
        {props.action}
      </header>
      {props.children}
    </section>
  );
}

function ManageLink(props: { href: string; icon: ReactNode; children: ReactNode }): ReactElement {
  return (
    <Link
      href={props.href}

      className="flex min-h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-muted hover:bg-surface-2 hover:text-ink"
    >
      {props.icon}
      {props.children}
    </Link>
  );
}

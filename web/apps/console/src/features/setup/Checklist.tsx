"use client";

import type { SetupTask } from "@switchboard/api-client";
import { IconButton, Progress } from "@switchboard/ui";
import { ChevronRight, CircleCheck, CircleDashed, X } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";

import { t } from "@/features/setup/texts";
import { href } from "@/shared/routes";

import { useChangeSetup, useSetup } from "./useSetup";

const WHERE: Record<SetupTask["name"], string> = {
  company: href("settings"),
  knowledge: href("knowledge"),
  try: href("playground"),
  site: href("inboxes"),
  invite: href("people"),
  answer: href("inbox", { view: "waiting" }),
};

/** What is worth doing in the first days, until all of it is done or somebody hides it. */
export function Checklist(): ReactElement | null {
  const setup = useSetup().data;
  const { mutate: change } = useChangeSetup();
  if (!setup || setup.dismissed || setup.tasks.every(({ done }) => done)) return null;
  const done = setup.tasks.filter((task) => task.done).length;
  const wizard = !setup.finished && setup.step > 1;
  return (
    <section
      aria-label={t("setup.checklist")}
      className="w-full max-w-md rounded-xl border border-line bg-surface p-4 text-left"
    >
      <header className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">{t("setup.checklist")}</h2>
          <p className="text-sm text-muted">
            {t("setup.progress", { done, all: setup.tasks.length })}
          </p>
        </div>
        <IconButton label={t("setup.dismiss")} onClick={() => change({ dismissed: true })}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className="mt-3">
        <Progress
          label={t("setup.progress", { done, all: setup.tasks.length })}
          value={done / setup.tasks.length}
        />
      </div>
      <ul className="mt-2 flex flex-col">
        {setup.tasks.map((task) => (
          <Task key={task.name} task={task} href={wizard ? href("setup") : WHERE[task.name]} />
        ))}
      </ul>
    </section>
  );
}

function Task({ task, href }: { task: SetupTask; href: string }): ReactElement {
  const text = t(`setup.task.${task.name}`);
  if (task.done) {
    return (
      <li className="flex items-center gap-2.5 px-2 py-1.5 text-sm text-faint">
        <CircleCheck size={17} aria-hidden className="text-success-text" />
        <s>{text}</s>
      </li>
    );
  }
  return (
    <li>
      <Link
        href={href}
        className="flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm font-medium hover:bg-surface-2"
      >
        <CircleDashed size={17} aria-hidden className="text-muted" />
        <span className="flex-1">{text}</span>
        <ChevronRight size={15} aria-hidden className="text-faint" />
      </Link>
    </li>
  );
}

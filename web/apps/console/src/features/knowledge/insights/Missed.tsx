"use client";

import type { MissedQuestion } from "@switchboard/api-client";
import { Badge, Button, type Column } from "@switchboard/ui";
import { CircleCheck, PenLine } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { LinkButton } from "@/components/LinkButton";
import { Actions, Ago } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { useSelection } from "@/components/table/selection";
import { ago, count, languageName } from "@/shared/format";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

import { type CountedProps, emptyUnlessCounted } from "./counted";
import { dismissQuestion, useMissedQuestions } from "./queries";

/** What was asked and not found, the most frequent first. */
export function Missed({ counted }: CountedProps): ReactElement {
  const missed = useMissedQuestions();
  const canWrite = useCan("knowledge.write");
  const selection = useSelection((missed.rows ?? []).map(({ id }) => id));
  return (
    <ListTable
      title={t("insights.missed")}
      list={missed}
      columns={columns(canWrite)}
      rowKey={({ id }) => id}
      rowName={({ text }) => text}
      {...(canWrite ? { selection } : {})}
      bulk={<Dismiss ids={[...selection.selected]} />}
      empty={emptyUnlessCounted(counted, {
        icon: <CircleCheck aria-hidden />,
        title: t("insights.noMissed"),
        description: t("insights.noMissedDetail"),
      })}
    />
  );
}

function columns(canWrite: boolean): Column<MissedQuestion>[] {
  const shown: Column<MissedQuestion>[] = [
    {
      id: "question",
      header: t("insights.question"),
      text: ({ text }) => text,
      cell: (question) => (
        <>
          <p className="font-medium break-words" dir="auto" lang={question.language}>
            {question.text}
          </p>
          <Examples question={question} />
        </>
      ),
    },
    {
      id: "count",
      header: t("insights.askedColumn"),
      width: "w-28",
      align: "end",
      sortable: true,
      text: (question) => question.count,
      cell: (question) => count(question.count),
    },
    {
      id: "last",
      header: t("insights.lastAskedColumn"),
      width: "w-40",
      sortable: true,
      text: ({ last_at: at }) => at,
      cell: (question) => (
        <span className="flex flex-wrap items-center gap-2">
          <Ago at={question.last_at} />
          {question.language ? <Badge>{languageName(question.language)}</Badge> : null}
        </span>
      ),
    },
  ];
  const actions: Column<MissedQuestion> = {
    id: "actions",
    header: t("table.actions"),
    width: "w-64",
    align: "end",
    cell: (question) => (
      <Actions>
        <Dismiss ids={[question.id]} />
        <LinkButton
          variant="primary"
          size="sm"
          href={href("article", beginning(question))}
          icon={<PenLine size={14} aria-hidden />}
        >
          {t("insights.write")}
        </LinkButton>
      </Actions>
    ),
  };
  return canWrite ? [...shown, actions] : shown;
}

function Dismiss({ ids }: { ids: readonly string[] }): ReactElement {
  const dismiss = useAction(() => Promise.all(ids.map(dismissQuestion)), {
    refreshes: [keys.knowledgeInsights],
    done: t("insights.dismissed"),
  });
  return (
    <Button size="sm" loading={dismiss.isPending} onClick={() => dismiss.mutate(undefined)}>
      {t("insights.dismiss")}
    </Button>
  );
}

function Examples({ question }: { question: MissedQuestion }): ReactElement {
  return (
    <details className="mt-1 text-sm">
      <summary className="min-h-6 w-fit cursor-pointer py-0.5 text-muted hover:text-ink">
        {t("insights.examples")}
      </summary>
      <ul className="mt-1 flex flex-col gap-1 border-s-2 border-line ps-3">
        {question.examples.map((example, index) => (
          <li key={index}>
            <Link
              href={href("inbox", { c: example.conversation_id })}
              className="inline-block min-h-6 hover:underline"
              dir="auto"
              title={t("insights.openConversation")}
            >
              {example.text}
            </Link>{" "}
            <span className="text-faint">{ago(example.at)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function beginning(question: MissedQuestion): Record<string, string> {
  return {
    question: question.text,
    ...(question.language ? { in: question.language } : {}),
  };
}

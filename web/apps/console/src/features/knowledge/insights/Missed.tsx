"use client";

import type { MissedQuestion } from "@switchboard/api-client";
import { Badge, Button } from "@switchboard/ui";
import { CircleCheck, PenLine } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { ago, languageName } from "@/shared/format";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t, tn } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

import { type CountedProps, emptyUnlessCounted } from "./counted";
import { MoreList } from "./MoreList";
import { dismissQuestion, useMissedQuestions } from "./queries";

/** What was asked and not found, the most frequent first. */
export function Missed({ counted }: CountedProps): ReactElement {
  const missed = useMissedQuestions();
  return (
    <MoreList
      query={missed}
      empty={emptyUnlessCounted(counted, {
        icon: <CircleCheck aria-hidden />,
        title: t("insights.noMissed"),
        description: t("insights.noMissedDetail"),
      })}
    >
      {(question) => <Question key={question.id} question={question} />}
    </MoreList>
  );
}

function Question({ question }: { question: MissedQuestion }): ReactElement {
  const canWrite = useCan("knowledge.write");
  const dismiss = useAction(() => dismissQuestion(question.id), {
    refreshes: [keys.knowledgeInsights],
    done: t("insights.dismissed"),
  });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium break-words" dir="auto" lang={question.language}>
          {question.text}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
          <span>{tn("insights.asked", question.count)}</span>
          <span aria-hidden>·</span>
          <span>{t("insights.lastAsked", { when: ago(question.last_at) })}</span>
          {question.language ? <Badge>{languageName(question.language)}</Badge> : null}
        </p>
        <Examples question={question} />
      </div>
      {canWrite ? (
        <div className="flex gap-2">
          <Button size="sm" loading={dismiss.isPending} onClick={() => dismiss.mutate(undefined)}>
            {t("insights.dismiss")}
          </Button>
          <Link
            href={href("article", beginning(question))}
            className="sb-button sb-button-primary sb-button-sm"
          >
            <PenLine size={14} aria-hidden />
            {t("insights.write")}
          </Link>
        </div>
      ) : null}
    </li>
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

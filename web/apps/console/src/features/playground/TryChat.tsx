"use client";

import { Composer, Markdown, Sources } from "@switchboard/chat";
import { Avatar, Button, classes, EmptyState, ErrorNotice, Spinner } from "@switchboard/ui";
import { FlaskConical } from "lucide-react";
import { type ReactElement, useEffect, useRef, useState } from "react";

import { Sheet } from "@/components/Sheet";
import { OutcomeBadge } from "@/components/TurnTrace";
import { percent } from "@/shared/format";
import { t } from "@/features/playground/texts";

import { Insight } from "./Insight";
import { SaveQuestion } from "./SaveQuestion";
import type { Step, TrySession } from "./useTry";

interface TryChatProps {
  session: TrySession;
  shownId: string | null;
  onShow: (id: string) => void;
}

/** Questions and answers, with the outcome of each. */
export function TryChat({ session, shownId, onShow }: TryChatProps): ReactElement {
  const [text, setText] = useState("");
  const end = useRef<HTMLDivElement>(null);
  const steps = session.steps;
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [steps]);
  return (
    <div className="flex h-full flex-col">
      <div role="log" aria-label={t("playground.title")} className="scroll-pane min-h-0 flex-1">
        <div className="mx-auto flex min-h-full w-full max-w-3xl flex-col gap-5 p-4 md:p-6">
          {steps.length === 0 ? <Invitation onPick={session.ask} /> : null}
          {steps.map((step) => (
            <StepView
              key={step.id}
              step={step}
              shown={step.id === shownId}
              onShow={() => onShow(step.id)}
              onRetry={() => session.retry(step.id)}
            />
          ))}
          <div ref={end} />
        </div>
      </div>
      <div className="mx-auto w-full max-w-3xl px-4 pt-2 pb-4 md:px-6">
        <Composer
          value={text}
          onValueChange={setText}
          sendOn="enter"
          onSend={(question) => {
            if (session.busy) return;
            setText("");
            session.ask(question);
          }}
          labels={{
            input: t("playground.question"),
            placeholder: t("playground.placeholder"),
            send: t("playground.ask"),
          }}
        />
      </div>
    </div>
  );
}

function Invitation({ onPick }: { onPick: (question: string) => void }): ReactElement {
  const examples = [t("playground.example1"), t("playground.example2"), t("playground.example3")];
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        icon={<FlaskConical aria-hidden />}
        title={t("playground.empty")}
        description={t("playground.emptyDetail")}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {examples.map((example) => (
              <Button
                key={example}
                size="sm"
                className="h-auto min-h-8 py-1 whitespace-normal"
                onClick={() => onPick(example)}
              >
                {example}
              </Button>
            ))}
          </div>
        }
      />
    </div>
  );
}

interface StepViewProps {
  step: Step;
  shown: boolean;
  onShow: () => void;
  onRetry: () => void;
}

function StepView({ step, shown, onShow, onRetry }: StepViewProps): ReactElement {
  return (
    <div className="flex flex-col gap-4">
      <p
        dir="auto"
        className="max-w-[85%] self-end rounded-xl rounded-tr-sm bg-surface-2 px-3.5 py-2 whitespace-pre-wrap"
      >
        {step.question}
      </p>
      {step.error ? (
        <ErrorNotice
          title={t("playground.failed")}
          detail={step.error}
          action={
            <Button size="sm" onClick={onRetry}>
              {t("common.retry")}
            </Button>
          }
        />
      ) : null}
      {!step.result && !step.error ? (
        <span className="flex items-center gap-2 text-muted">
          <Spinner /> {t("playground.thinking")}
        </span>
      ) : null}
      {step.result ? <Answer step={step} result={step.result} {...{ shown, onShow }} /> : null}
    </div>
  );
}

interface AnswerProps {
  step: Step;
  result: NonNullable<Step["result"]>;
  shown: boolean;
  onShow: () => void;
}

function Answer({ step, result, shown, onShow }: AnswerProps): ReactElement {
  const [sheet, setSheet] = useState(false);
  return (
    <div className="flex gap-3">
      <Avatar name={t("inbox.assistant")} kind="assistant" size={30} />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2">
        <div dir="auto" className="max-w-full rounded-xl rounded-tl-sm bg-accent-soft px-3.5 py-2">
          <Markdown text={result.text} />
        </div>
        {result.sources.length > 0 ? (
          <Sources
            sources={result.sources}
            labels={{ sources: t("inbox.sources"), openSource: t("inbox.openSource") }}
          />
        ) : null}
        <button
          type="button"
          aria-pressed={shown}
          onClick={() => {
            onShow();
            if (window.matchMedia("(max-width: 1023px)").matches) setSheet(true);
          }}
          className={classes(
            "flex min-h-7 items-center gap-2 rounded-full px-2 text-sm",
            shown ? "bg-surface-2" : "hover:bg-surface-2",
          )}
        >
          <OutcomeBadge outcome={result.outcome} />
          {typeof result.confidence === "number" ? (
            <span className="tabular-nums">{percent(result.confidence)}</span>
          ) : null}
          <span className="text-muted">{t("trace.title")}</span>
        </button>
        <SaveQuestion step={step} result={result} />
        <Sheet open={sheet} onOpenChange={setSheet} title={t("trace.title")}>
          <Insight step={step} />
        </Sheet>
      </div>
    </div>
  );
}

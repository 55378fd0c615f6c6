import type { Turn } from "@switchboard/api-client";
import { Badge, ErrorNotice, type Tone } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { count, duration, languageName } from "@/shared/format";
import { reasonText } from "@/shared/reasons";
import { t } from "@/components/texts";

import { Meter } from "./Meter";
import { Passages } from "./Passages";

const OUTCOME_TONE: Record<string, Tone> = {
  reply: "success",
  clarify: "info",
  handover: "warn",
  resolve: "neutral",
  dropped: "neutral",
};

const OUTCOMES = ["reply", "clarify", "handover", "resolve", "dropped"] as const;

/** What a kept turn and a tried one have in common. */
export type Trace = Pick<
  Turn,
  | "outcome"
  | "reason"
  | "confidence"
  | "decision"
  | "language"
  | "query"
  | "passages"
  | "model"
  | "input_tokens"
  | "output_tokens"
  | "duration_ms"
  | "timings"
  | "error"
  | "provider_says"
>;

/** Why the assistant did what it did in one turn, from the trace kept with it. */
export function TurnTrace({ turn }: { turn: Trace }): ReactElement {
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <OutcomeBadge outcome={turn.outcome} />
        {turn.reason ? (
          <span className="text-muted">{capitalised(reasonText(turn.reason))}</span>
        ) : null}
      </div>
      {turn.error ? <ErrorNotice title={t("trace.error")} detail={turn.error} /> : null}
      {turn.provider_says ? (
        <Section title={t("trace.provider")}>
          <p className="rounded-md bg-surface-2 px-3 py-2 break-words" dir="auto">
            {turn.provider_says}
          </p>
        </Section>
      ) : null}
      {typeof turn.confidence === "number" ? (
        <section className="flex flex-col gap-2">
          <Meter label={t("trace.confidence")} value={turn.confidence} />
          {turn.decision ? (
            <p className="text-sm text-muted">
              {t("trace.decision")}: {readable(turn.decision)}
            </p>
          ) : null}
        </section>
      ) : null}
      {turn.query ? (
        <Section title={t("trace.query")}>
          <p className="rounded-md bg-surface-2 px-3 py-2" dir="auto">
            {turn.query}
          </p>
        </Section>
      ) : null}
      <Section title={t("trace.passages")}>
        <Passages items={turn.passages} />
      </Section>
      <Section title={t("trace.run")}>
        <Facts turn={turn} />
      </Section>
    </div>
  );
}

export function OutcomeBadge({ outcome }: { outcome: string }): ReactElement {
  const known = OUTCOMES.find((name) => name === outcome);
  return (
    <Badge tone={OUTCOME_TONE[outcome] ?? "neutral"}>
      {known ? t(`trace.outcome.${known}`) : outcome}
    </Badge>
  );
}

function Facts({ turn }: { turn: Trace }): ReactElement {
  const tokens =
    turn.input_tokens || turn.output_tokens
      ? t("trace.tokensValue", {
          input: count(turn.input_tokens),
          output: count(turn.output_tokens),
        })
      : t("trace.none");
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
      <Fact name={t("trace.model")} value={turn.model ?? t("trace.builtIn")} />
      <Fact name={t("trace.tokens")} value={tokens} />
      {turn.language ? (
        <Fact name={t("trace.language")} value={languageName(turn.language)} />
      ) : null}
      <Fact name={t("trace.duration")} value={duration(turn.duration_ms)} />
      {Object.entries(turn.timings).map(([name, ms]) => (
        <Fact key={name} name={`· ${readable(name)}`} value={duration(Number(ms))} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{value}</dd>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

/** Codes such as "nothing_found" are words with underscores. */
function readable(code: string): string {
  return capitalised(code.replaceAll(/[_-]+/g, " "));
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

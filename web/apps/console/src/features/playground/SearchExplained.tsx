"use client";

import type {
  ConfidencePart,
  FusedCandidate,
  LegExplanation,
  SearchExplanation,
} from "@switchboard/api-client";
import { Badge, ErrorNotice } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";

import { legName } from "@/components/legs";
import { Meter } from "@/components/Meter";
import { QueryView } from "@/components/QueryView";
import { api, unwrap } from "@/shared/api";
import { duration, languageName, percent } from "@/shared/format";
import { t } from "@/features/playground/texts";

import type { Audience } from "./useTry";

interface Searched {
  query: string;
  language: string;
  audience: Audience;
}

function explained({ query, language, audience }: Searched) {
  return unwrap(
    api.POST("/api/v1/knowledge/search", {
      body: { query, language, audience, explain: true, limit: 5 },
    }),
  );
}

type Result = Awaited<ReturnType<typeof explained>>;

/** A search again, with everything its decision was made from. */
export function SearchExplained(searched: Searched): ReactElement {
  const { query, language, audience } = searched;
  const found = useQuery({
    queryKey: ["search-explained", query, language, audience],
    queryFn: () => explained(searched),
    staleTime: 0,
  });
  return <QueryView query={found}>{(result) => <Explained result={result} />}</QueryView>;
}

function Explained({ result }: { result: Result }): ReactElement {
  const explain = result.explain;
  return (
    <div className="flex flex-col gap-6">
      <section className="flex flex-col gap-2">
        <p className="flex items-center gap-2">
          <Badge tone={result.decision === "answer" ? "success" : "warn"}>
            {t(`playground.decision.${result.decision}`)}
          </Badge>
        </p>
        <Meter label={t("trace.confidence")} value={result.confidence} />
        {explain ? <p className="text-sm text-muted">{explain.why}</p> : null}
        {result.degraded ? <ErrorNotice title={t("trace.error")} detail={result.degraded} /> : null}
      </section>
      {explain ? <Parts explain={explain} /> : null}
      <Section title={t("playground.timings")}>
        <Pairs
          pairs={Object.entries(result.timings).map(([name, ms]) => [name, duration(Number(ms))])}
        />
      </Section>
    </div>
  );
}

function Parts({ explain }: { explain: SearchExplanation }): ReactElement {
  return (
    <>
      {explain.confidence.length > 0 ? <Confidence parts={explain.confidence} /> : null}
      {explain.fusion.length > 0 ? <Fusion fused={explain.fusion} /> : null}
      <Section title={t("playground.legs")}>
        <div className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
          {explain.legs.map((leg) => (
            <Leg key={leg.name} leg={leg} />
          ))}
        </div>
      </Section>
      <Section title={t("playground.languages")}>
        <p className="flex flex-wrap gap-1.5">
          {explain.languages.map((guess) => (
            <Badge key={guess.language} tone={guess.searched ? "accent" : "neutral"}>
              {languageName(guess.language)} {percent(guess.likelihood)}
            </Badge>
          ))}
        </p>
      </Section>
      <Section title={t("playground.thresholds")}>
        <Pairs
          pairs={Object.entries(explain.thresholds).map(([name, value]) => [name, String(value)])}
        />
      </Section>
    </>
  );
}

const MEASURES = ["evidence", "lead", "share", "coverage", "told", "constant"] as const;

function Confidence({ parts }: { parts: readonly ConfidencePart[] }): ReactElement {
  return (
    <Section title={t("playground.confidenceParts")}>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-faint">
            <th className="py-1 text-start font-medium">{t("playground.measure")}</th>
            <th className="py-1 text-end font-medium">{t("playground.value")}</th>
            <th className="py-1 ps-3 text-end font-medium">{t("playground.adds")}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.name} className="border-t border-line align-top">
              <td className="py-1.5 pe-2">
                {measureName(part.name)}
                <span className="block text-xs text-faint">{part.note}</span>
              </td>
              <td className="py-1.5 text-end tabular-nums">{rounded(part.value)}</td>
              <td className="py-1.5 ps-3 text-end tabular-nums">
                {part.adds > 0 ? "+" : ""}
                {rounded(part.adds)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function measureName(name: string): string {
  const known = MEASURES.find((measure) => measure === name);
  return known ? t(`playground.part.${known}`) : name;
}

function Fusion({ fused }: { fused: readonly FusedCandidate[] }): ReactElement {
  const legs = [...new Set(fused.flatMap((one) => Object.keys(one.ranks)))];
  return (
    <Section title={t("playground.fusion")} description={t("playground.fusionHelp")}>
      <div
        className="overflow-x-auto"
        role="region"
        aria-label={t("playground.fusion")}
        // Scrolls sideways, so the keyboard must be able to reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className="w-full text-sm">
          <thead>
            <tr className="text-faint">
              <th className="py-1 text-start font-medium">{t("playground.article")}</th>
              {legs.map((leg) => (
                <th key={leg} className="px-1.5 py-1 text-end text-xs font-medium">
                  {legName(leg)}
                </th>
              ))}
              <th className="py-1 text-end text-xs font-medium">{t("playground.evidence")}</th>
            </tr>
          </thead>
          <tbody>
            {fused.slice(0, 6).map((one) => (
              <tr key={one.article_id} className="border-t border-line">
                <td className="max-w-40 truncate py-1.5" dir="auto" title={one.title}>
                  {one.title}
                </td>
                {legs.map((leg) => (
                  <td key={leg} className="px-1.5 text-end tabular-nums">
                    {one.ranks[leg] ?? "–"}
                  </td>
                ))}
                <td className="text-end tabular-nums">{rounded(one.evidence)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Leg({ leg }: { leg: LegExplanation }): ReactElement {
  return (
    <details className="px-3 py-1">
      <summary className="flex min-h-8 cursor-pointer items-center gap-2">
        <span className="flex-1 font-medium">{legName(leg.name)}</span>
        <Badge tone={leg.state === "unavailable" ? "warn" : "neutral"}>
          {t(`playground.state.${leg.state}`)}
        </Badge>
      </summary>
      <p className="pb-2 text-sm text-muted">{leg.note}</p>
      <ol className="flex flex-col gap-2 pb-2">
        {leg.candidates.slice(0, 6).map((candidate, index) => (
          <li key={index} className="text-sm">
            <p className="flex gap-2">
              <span className="min-w-0 flex-1 truncate font-medium" dir="auto">
                {candidate.title}
              </span>
              <span className="text-muted tabular-nums">{rounded(candidate.score)}</span>
            </p>
            {candidate.text ? (
              <p className="line-clamp-2 text-muted" dir="auto">
                {candidate.text}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface SectionProps {
  title: string;
  description?: string;
  children: ReactNode;
}

function Section({ title, description, children }: SectionProps): ReactElement {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {description ? <p className="-mt-1 text-sm text-muted">{description}</p> : null}
      {children}
    </section>
  );
}

function Pairs({ pairs }: { pairs: readonly (readonly [string, string])[] }): ReactElement {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
      {pairs.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function rounded(value: number): string {
  return value.toFixed(2);
}

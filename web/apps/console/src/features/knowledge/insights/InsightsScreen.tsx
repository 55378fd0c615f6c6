"use client";

import type { KnowledgeOverview } from "@switchboard/api-client";
import { Select, Skeleton, Tabs } from "@switchboard/ui";
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactElement, useEffect } from "react";

import { LoadingRows } from "@/components/QueryView";
import { Page } from "@/components/Page";
import { ago, count } from "@/shared/format";
import { useAddressPart } from "@/shared/address";
import { keys } from "@/shared/keys";
import { t } from "@/features/knowledge/texts";

import { KnowledgeNav } from "@/components/KnowledgeNav";
import { ArticleUses } from "./ArticleUses";
import { Contradictions } from "./Contradictions";
import { countedOf } from "./counted";
import { Missed } from "./Missed";
import { useOverview } from "./queries";

const AnswersChart = dynamic(() => import("./AnswersChart"), {
  loading: () => <LoadingRows rows={3} />,
});

type Tab = "missed" | "answering" | "silent" | "contradictions";
const TABS = ["missed", "answering", "silent", "contradictions"] as const;
const PERIODS = ["7", "30", "90", "365"] as const;

/** How the knowledge base does: what it answers, what it misses, where it disagrees. */
export function InsightsScreen(): ReactElement {
  const [period, setPeriod] = useAddressPart("days", PERIODS, "30");
  const [tab, setTab] = useAddressPart<Tab>("tab", TABS, "missed");
  const days = Number(period);
  const overview = useOverview(days);
  useRefreshedLists(overview.data?.as_of);
  const data = overview.data;
  const counted = countedOf(data);
  return (
    <Page
      title={t("knowledge.title")}
      description={t("insights.lead")}
      actions={
        <Select
          className="w-44"
          label={t("insights.period")}
          hideLabel
          value={period}
          onValueChange={setPeriod}
          items={PERIODS.map((value) => ({ value, label: t("insights.days", { count: value }) }))}
        />
      }
    >
      <KnowledgeNav />
      <Numbers data={data} />
      <AnswersChart days={days} />
      <Tabs
        label={t("insights.tabs")}
        value={tab}
        onValueChange={setTab}
        items={[
          {
            value: "missed",
            label: t("insights.tabMissed"),
            badge: data?.missed || undefined,
            panel: <Missed counted={counted} />,
          },
          {
            value: "answering",
            label: t("insights.tabAnswering"),
            panel: <ArticleUses days={days} order="most" counted={counted} />,
          },
          {
            value: "silent",
            label: t("insights.tabSilent"),
            panel: <ArticleUses days={days} order="never" counted={counted} />,
          },
          {
            value: "contradictions",
            label: t("insights.tabContradictions"),
            badge: data?.contradictions || undefined,
            panel: <Contradictions />,
          },
        ]}
      />
    </Page>
  );
}

/** When newer conversations were read, the lists below are asked for again. */
function useRefreshedLists(asOf: string | null | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!asOf) return;
    for (const list of ["daily", "missed", "articles", "contradictions"]) {
      void client.invalidateQueries({ queryKey: [...keys.knowledgeInsights, list] });
    }
  }, [client, asOf]);
}

function Numbers({ data }: { data: KnowledgeOverview | undefined }): ReactElement {
  const numbers = [
    [t("insights.answers"), data?.answers],
    [t("insights.answering"), data?.answering],
    [t("insights.silent"), data?.silent],
    [t("insights.missed"), data?.missed],
  ] as const;
  return (
    <div className="flex flex-col gap-2">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {numbers.map(([name, value]) => (
          <div
            key={name}
            className="flex flex-col-reverse justify-end rounded-lg border border-line bg-surface px-4 py-3"
          >
            <dt className="text-sm text-muted text-balance">{name}</dt>
            <dd className="text-2xl font-semibold tracking-tight tabular-nums">
              {value === undefined ? <Skeleton width={48} height={24} /> : count(value)}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-faint">
        {data?.as_of ? t("insights.asOf", { when: ago(data.as_of) }) : t("insights.notYet")}
      </p>
    </div>
  );
}

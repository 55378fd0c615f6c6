"use client";

import { EmptyState, Tabs } from "@switchboard/ui";
import { type ReactElement, useState } from "react";

import { t } from "@/features/playground/texts";

import { SearchExplained } from "./SearchExplained";
import { TryTrace } from "./TryTrace";
import type { Step } from "./useTry";

/** Why the assistant answered so, and how the search came to what it found. */
export function Insight({ step }: { step: Step | undefined }): ReactElement {
  const [view, setView] = useState<"why" | "search">("why");
  return (
    <>
      <h2 className="visually-hidden">{t("trace.title")}</h2>
      <Tabs
        label={t("playground.views")}
        value={view}
        onValueChange={setView}
        items={[
          { value: "why", label: t("playground.why"), panel: <TryTrace step={step} /> },
          { value: "search", label: t("playground.search"), panel: <Searched step={step} /> },
        ]}
      />
    </>
  );
}

function Searched({ step }: { step: Step | undefined }): ReactElement {
  const query = step?.result?.trace.query;
  if (!step?.result || typeof query !== "string") {
    return (
      <EmptyState
        title={t(step?.result ? "playground.noSearch" : "playground.traceEmpty")}
        description={t(step?.result ? "playground.noSearchDetail" : "playground.traceEmptyDetail")}
      />
    );
  }
  return <SearchExplained query={query} language={step.result.language} audience={step.audience} />;
}

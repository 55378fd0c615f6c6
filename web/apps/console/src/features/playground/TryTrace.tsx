import { EmptyState } from "@switchboard/ui";
import type { ReactElement } from "react";

import { type Trace, TurnTrace } from "@/components/TurnTrace";
import { t } from "@/features/playground/texts";

import type { Step } from "./useTry";

/** The trace of the answer that is looked at. */
export function TryTrace({ step }: { step: Step | undefined }): ReactElement {
  if (!step?.result) {
    return (
      <EmptyState
        title={t("playground.traceEmpty")}
        description={t("playground.traceEmptyDetail")}
      />
    );
  }
  // OpenAPI leaves the trace open; it has the fields of a kept turn.
  const trace = step.result.trace as Omit<Trace, "outcome">;
  const cost = step.result.cost;
  return (
    <>
      <TurnTrace turn={{ ...trace, outcome: step.result.outcome }} />
      {typeof cost === "number" ? (
        <p className="mt-2 flex gap-6 text-sm">
          <span className="text-muted">{t("playground.cost")}</span>
          <span className="tabular-nums">
            {t("playground.costValue", { amount: cost.toFixed(5) })}
          </span>
        </p>
      ) : null}
    </>
  );
}

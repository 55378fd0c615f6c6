import { EmptyState } from "@switchboard/ui";
import type { ReactElement } from "react";

import { type Trace, TurnTrace } from "@/components/TurnTrace";
import { t } from "@/shared/t";

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
  return <TurnTrace turn={{ ...trace, outcome: step.result.outcome }} />;
}

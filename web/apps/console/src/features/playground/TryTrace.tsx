import { EmptyState } from "@switchboard/ui";
import type { ReactElement } from "react";

import { TurnTrace } from "@/components/TurnTrace";
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
  return <TurnTrace turn={step.result.trace} />;
}

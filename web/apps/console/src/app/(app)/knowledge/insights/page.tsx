import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { InsightsScreen } from "@/features/knowledge/insights/InsightsScreen";

export const metadata: Metadata = { title: "Insights" };

export default function InsightsPage(): ReactElement {
  return (
    <Suspense>
      <InsightsScreen />
    </Suspense>
  );
}

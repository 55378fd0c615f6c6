import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { LabelsScreen } from "@/features/labels/LabelsScreen";

export const metadata: Metadata = { title: "Labels" };

export default function LabelsPage(): ReactElement {
  return (
    <Suspense>
      <LabelsScreen />
    </Suspense>
  );
}

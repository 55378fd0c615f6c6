import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { SourcesScreen } from "@/features/sources/SourcesScreen";

export const metadata: Metadata = { title: "Sources" };

export default function SourcesPage(): ReactElement {
  return (
    <Suspense>
      <SourcesScreen />
    </Suspense>
  );
}

import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { SourceScreen } from "@/features/sources/SourceScreen";

export const metadata: Metadata = { title: "Source" };

export default function SourcePage(): ReactElement {
  return (
    <Suspense>
      <SourceScreen />
    </Suspense>
  );
}

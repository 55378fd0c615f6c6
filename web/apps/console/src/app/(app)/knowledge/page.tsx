import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { KnowledgeScreen } from "@/features/knowledge/KnowledgeScreen";

export const metadata: Metadata = { title: "Knowledge" };

export default function KnowledgePage(): ReactElement {
  return (
    <Suspense>
      <KnowledgeScreen />
    </Suspense>
  );
}

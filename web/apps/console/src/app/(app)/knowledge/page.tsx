import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { KnowledgeScreen } from "@/features/knowledge/KnowledgeScreen";
import { ImportButton } from "@/features/sources/ImportButton";

export const metadata: Metadata = { title: "Knowledge" };

export default function KnowledgePage(): ReactElement {
  return (
    <Suspense>
      <KnowledgeScreen importButton={<ImportButton />} />
    </Suspense>
  );
}

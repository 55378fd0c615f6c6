import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { ArticleScreen } from "@/features/knowledge/ArticleScreen";

export const metadata: Metadata = { title: "Article" };

export default function ArticlePage(): ReactElement {
  return (
    <Suspense>
      <ArticleScreen />
    </Suspense>
  );
}

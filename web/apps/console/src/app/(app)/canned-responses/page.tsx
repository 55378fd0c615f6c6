import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { CannedScreen } from "@/features/canned/CannedScreen";

export const metadata: Metadata = { title: "Canned responses" };

export default function CannedPage(): ReactElement {
  return (
    <Suspense>
      <CannedScreen />
    </Suspense>
  );
}

import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { DevelopersScreen } from "@/features/developers/DevelopersScreen";

export const metadata: Metadata = { title: "Developers" };

export default function DevelopersPage(): ReactElement {
  return (
    <Suspense>
      <DevelopersScreen />
    </Suspense>
  );
}

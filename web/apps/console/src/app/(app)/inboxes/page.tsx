import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { InboxesScreen } from "@/features/inboxes/InboxesScreen";

export const metadata: Metadata = { title: "Inboxes" };

export default function InboxesPage(): ReactElement {
  return (
    <Suspense>
      <InboxesScreen />
    </Suspense>
  );
}

import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { InboxScreen } from "@/features/inbox/InboxScreen";
import { Checklist } from "@/features/setup/Checklist";

export const metadata: Metadata = { title: "Inbox" };

export default function InboxPage(): ReactElement {
  return (
    <Suspense>
      <InboxScreen idle={<Checklist />} />
    </Suspense>
  );
}

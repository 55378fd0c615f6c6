import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { InboxSettingsScreen } from "@/features/inboxes/InboxSettingsScreen";

export const metadata: Metadata = { title: "Inbox settings" };

export default function InboxSettingsPage(): ReactElement {
  return (
    <Suspense>
      <InboxSettingsScreen />
    </Suspense>
  );
}

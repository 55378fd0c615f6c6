import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { SettingsScreen } from "@/features/settings/SettingsScreen";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage(): ReactElement {
  return (
    <Suspense>
      <SettingsScreen />
    </Suspense>
  );
}

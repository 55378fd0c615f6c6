import type { Metadata } from "next";
import type { ReactElement } from "react";

import { HelpCenterScreen } from "@/features/knowledge/HelpCenterScreen";

export const metadata: Metadata = { title: "Help center" };

export default function HelpCenterPage(): ReactElement {
  return <HelpCenterScreen />;
}

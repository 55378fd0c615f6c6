import type { Metadata } from "next";
import type { ReactElement } from "react";

import { SetupScreen } from "@/features/setup/SetupScreen";
import { UploadFiles } from "@/features/sources/UploadFiles";

export const metadata: Metadata = { title: "Getting started" };

export default function SetupPage(): ReactElement {
  return <SetupScreen files={<UploadFiles />} />;
}

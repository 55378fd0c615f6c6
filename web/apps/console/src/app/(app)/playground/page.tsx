import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { PlaygroundScreen } from "@/features/playground/PlaygroundScreen";

export const metadata: Metadata = { title: "Playground" };

export default function PlaygroundPage(): ReactElement {
  return (
    <Suspense>
      <PlaygroundScreen />
    </Suspense>
  );
}

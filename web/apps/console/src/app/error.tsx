"use client";

import type { ReactElement } from "react";

import { Crash } from "@/components/Crash";

export default function ErrorPage({ error }: { error: unknown }): ReactElement {
  return (
    <main className="h-dvh">
      <Crash error={error} />
    </main>
  );
}

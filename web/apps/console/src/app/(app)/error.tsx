"use client";

import type { ReactElement } from "react";

import { Crash } from "@/components/Crash";

/** One screen broke; the navigation around it still works. */
export default function ScreenError({ error }: { error: unknown }): ReactElement {
  return <Crash error={error} />;
}

"use client";

import { ToastProvider, TooltipProvider } from "@switchboard/ui";
import type { ReactElement, ReactNode } from "react";

import { t } from "@/components/texts";

const TOOLTIP_DELAY_MS = 400;

/** What only the pages of signed-in people need. */
export function AppProviders({ children }: { children: ReactNode }): ReactElement {
  return (
    <TooltipProvider delay={TOOLTIP_DELAY_MS}>
      <ToastProvider closeLabel={t("common.close")}>{children}</ToastProvider>
    </TooltipProvider>
  );
}

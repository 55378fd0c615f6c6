"use client";

import { ToastProvider, TooltipProvider } from "@switchboard/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useState } from "react";

import { ProblemError } from "@/shared/api";
import { t } from "@/shared/t";

const RETRIES = 2;

export function Providers({ children }: { children: ReactNode }): ReactElement {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delay={400}>
        <ToastProvider closeLabel={t("common.close")}>{children}</ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < RETRIES && error instanceof ProblemError && error.temporary,
      },
    },
  });
}

"use client";

import { ToastProvider, TooltipProvider } from "@switchboard/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useState } from "react";

import { ProblemError } from "@/shared/api";
import { LocaleProvider } from "@/shared/LocaleProvider";
import { t } from "@/components/texts";

const RETRIES = 2;

export function Providers({ children }: { children: ReactNode }): ReactElement {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <LocaleProvider>
        <TooltipProvider delay={400}>
          <Toasts>{children}</Toasts>
        </TooltipProvider>
      </LocaleProvider>
    </QueryClientProvider>
  );
}

/** Drawn below the language, so that its own words follow it. */
function Toasts({ children }: { children: ReactNode }): ReactElement {
  return <ToastProvider closeLabel={t("common.close")}>{children}</ToastProvider>;
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

"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useState } from "react";

import { ProblemError } from "@/shared/api";
import { LocaleProvider } from "@/shared/LocaleProvider";

const RETRIES = 2;

/** What every page needs, signed in or not. */
export function Providers({ children }: { children: ReactNode }): ReactElement {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <LocaleProvider>{children}</LocaleProvider>
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

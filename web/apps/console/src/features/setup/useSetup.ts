"use client";

import type { SetupChange } from "@switchboard/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { useAction } from "@/shared/useAction";

/** How far the set-up is; only for those who may change settings. */
export function useSetup(refetchInterval: number | false = false) {
  return useQuery({
    queryKey: keys.setup,
    queryFn: () => unwrap(api.GET("/api/v1/setup")),
    enabled: useCan("settings.write"),
    refetchInterval,
    staleTime: 30_000,
  });
}

export function useChangeSetup() {
  const client = useQueryClient();
  return useAction((body: SetupChange) => unwrap(api.PATCH("/api/v1/setup", { body })), {
    onDone: (setup) => client.setQueryData(keys.setup, setup),
  });
}

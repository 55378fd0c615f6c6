"use client";

import type { Me } from "@switchboard/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";

import { api, unwrap } from "../api";
import { keys } from "../keys";
import { disablePush } from "../push";
import { can, type Permission } from "./permissions";

export function useMeQuery() {
  return useQuery({
    queryKey: keys.me,
    queryFn: () => unwrap(api.GET("/api/v1/me")),
    staleTime: 5 * 60_000,
  });
}

export const MeContext = createContext<Me | null>(null);

/** The signed-in member; only inside the app's frame, which waits for it. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside of the signed-in frame");
  return me;
}

/** Whether the signed-in member may do this. */
export function useCan(permission: Permission): boolean {
  return can(useMe(), permission);
}

/** Ends the session on the server and forgets everything that was loaded. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    // Whoever signs in here next must not be told what concerns this person.
    await disablePush().catch(() => undefined);
    await unwrap(api.POST("/api/v1/auth/logout")).catch(() => undefined);
    client.clear();
    window.location.assign("/sign-in/");
  };
}

"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";

import { useSetup } from "./useSetup";

/** Leads the first administrator of an empty workspace into the set-up, once. */
export function SetupGreeter(): null {
  const wanted = useSetup().data?.wanted ?? false;
  const router = useRouter();
  const atHome = usePathname().startsWith("/inbox/");
  useEffect(() => {
    if (wanted && atHome) router.replace("/setup/");
  }, [wanted, atHome, router]);
  return null;
}

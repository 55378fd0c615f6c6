"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";

import { useSetup } from "./useSetup";
import { href } from "@/shared/routes";

/** Leads the first administrator of an empty workspace into the set-up, once. */
export function SetupGreeter(): null {
  const wanted = useSetup().data?.wanted ?? false;
  const router = useRouter();
  const atHome = usePathname().startsWith(href("inbox"));
  useEffect(() => {
    if (wanted && atHome) router.replace(href("setup"));
  }, [wanted, atHome, router]);
  return null;
}

"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";

import { unsaved } from "./unsaved";

/** Goes to another page, after asking when something on this one was not saved. */
export function useGo(): (address: string) => void {
  const router = useRouter();
  return useCallback((address) => unsaved.leave(() => router.push(address)), [router]);
}

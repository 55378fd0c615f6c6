"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * What an address asks a page to create (`?new=label`), such as from the palette; "" for nothing. The address forgets
 * it, so that a reload does not open the form again.
 */
export function useNewFromAddress(open: (what: string) => void): void {
  const router = useRouter();
  const what = useSearchParams().get("new") ?? "";
  const [opened, setOpened] = useState("");
  if (what !== opened) {
    setOpened(what);
    if (what) open(what);
  }
  useEffect(() => {
    if (!what) return;
    const rest = new URLSearchParams(window.location.search);
    rest.delete("new");
    const query = rest.toString();
    router.replace(window.location.pathname + (query && `?${query}`));
  }, [router, what]);
}

"use client";

import { useEffect, useState } from "react";

const PAUSE_MS = 250;

/** A value once it has not changed for a while: what is asked of the server as somebody types. */
export function useSettled<T>(value: T, pauseMs = PAUSE_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}

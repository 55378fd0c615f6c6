"use client";

import { useState } from "react";

/** The rows that are selected, by their keys. */
export interface Selection {
  selected: ReadonlySet<string>;
  change: (selected: ReadonlySet<string>) => void;
}

/** Rows that can be selected. What is no longer in the list is not selected any more. */
export function useSelection(keys: readonly string[]): Selection {
  const [chosen, change] = useState<ReadonlySet<string>>(new Set());
  const here = keys.filter((key) => chosen.has(key));
  return { selected: new Set(here), change };
}

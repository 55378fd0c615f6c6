"use client";

import type { Sort } from "@switchboard/ui";

import { useAddress } from "../address";

/**
 * A list's order, kept in the address: `?sort=name`, `?sort=-updated` the other way round. `part`: its name there, where
 * a page has several lists.
 */
export function useSort(
  usual: Sort | null = null,
  part = "sort",
): [Sort | null, (sort: Sort) => void] {
  const [address, change] = useAddress();
  const text = address[part] ?? "";
  const sort = text ? { column: text.replace(/^-/u, ""), descending: text.startsWith("-") } : usual;
  return [sort, (next) => change({ [part]: textOf(next) === textOf(usual) ? "" : textOf(next) })];
}

function textOf(sort: Sort | null): string {
  return sort ? `${sort.descending ? "-" : ""}${sort.column}` : "";
}

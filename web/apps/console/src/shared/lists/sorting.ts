"use client";

import type { Sort } from "@switchboard/ui";

import { useAddress } from "../address";

const NAME = "sort";

/** A list's order, kept in the address: `?sort=name`, `?sort=-updated` the other way round. */
export function useSort(usual: Sort | null = null): [Sort | null, (sort: Sort) => void] {
  const [address, change] = useAddress();
  const text = address[NAME] ?? "";
  const sort = text ? { column: text.replace(/^-/u, ""), descending: text.startsWith("-") } : usual;
  return [sort, (next) => change({ [NAME]: textOf(next) === textOf(usual) ? "" : textOf(next) })];
}

function textOf(sort: Sort | null): string {
  return sort ? `${sort.descending ? "-" : ""}${sort.column}` : "";
}

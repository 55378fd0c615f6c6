"use client";

import { useEffect, useState } from "react";

import { useAddress } from "@/shared/address";
import { useSettled } from "@/shared/useSettled";

/** Something a list can be narrowed by; its name is that in the address. */
export interface FilterField {
  name: string;
  label: string;
  items: readonly { value: string; label: string }[];
}

export interface Filters {
  /** What is typed, at once. */
  text: string;
  setText: (text: string) => void;
  /** What is asked for: the text once it has settled. */
  q: string;
  /** The filters that are set. */
  values: Readonly<Record<string, string>>;
  set: (changes: Readonly<Record<string, string>>) => void;
  clear: () => void;
  /** Whether the search or a filter narrows the list. */
  narrowed: boolean;
}

/** A list's search and filters, kept in the address. */
export function useFilters(fields: readonly FilterField[]): Filters {
  const [address, change] = useAddress();
  const [text, setText] = useState(address["q"] ?? "");
  const q = useSettled(text.trim());
  useEffect(() => change({ q }), [q, change]);
  const set = fields.filter(({ name }) => address[name]);
  const values = Object.fromEntries(set.map(({ name }) => [name, address[name] ?? ""]));
  return {
    text,
    setText,
    q,
    values,
    set: change,
    clear: () => change(Object.fromEntries(fields.map(({ name }) => [name, ""]))),
    narrowed: q !== "" || set.length > 0,
  };
}

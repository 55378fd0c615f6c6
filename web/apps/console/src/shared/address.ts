"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

export type Address = Readonly<Record<string, string>>;

/**
 * What the address says after its `?`, and the way to change it: a list's search, filters, order and tab stand there,
 * so that a link, a reload and "Back" show the same. What is "" leaves the address. The page stays where it is, and no
 * entry of the history is made for each letter of a search.
 */
export function useAddress(): [Address, (changes: Address) => void] {
  const address = Object.fromEntries(useSearchParams());
  const change = useCallback((changes: Address): void => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    window.history.replaceState(null, "", window.location.pathname + (query && `?${query}`));
  }, []);
  return [address, change];
}

/** One part of the address: a tab, or a choice. What it says by itself stands for nothing in the address. */
export function useAddressPart<V extends string>(
  name: string,
  choices: readonly V[],
  usual: V,
): [V, (value: V) => void] {
  const [address, change] = useAddress();
  const value = choices.find((choice) => choice === address[name]) ?? usual;
  return [value, (next) => change({ [name]: next === usual ? "" : next })];
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";

import { keys } from "@/shared/keys";
import { itemsOf, type ListData } from "@/shared/lists/state";
import { href } from "@/shared/routes";

/** The conversations beside this one in the list that is shown, and the way to them. */
export function useNeighbours(openId: string | null) {
  const client = useQueryClient();
  const router = useRouter();
  const params = useSearchParams();

  const shown = (): string[] => {
    const lists = client.getQueryCache().findAll({ queryKey: keys.lists, type: "active" });
    return lists
      .flatMap(({ state }) => itemsOf(state.data as ListData | undefined))
      .map(({ id }) => id);
  };

  const open = (id: string | undefined): boolean => {
    if (!id) return false;
    const query = new URLSearchParams(params);
    query.set("c", id);
    router.push(href("inbox", query), { scroll: false });
    return true;
  };

  /** Opens the one so many places further on; from none, the first or the last. */
  const step = (by: 1 | -1): boolean => {
    const ids = shown();
    const at = openId ? ids.indexOf(openId) : -1;
    return open(at === -1 ? ids.at(by === 1 ? 0 : -1) : ids[at + by]);
  };

  /** The one to go on with when the open one leaves the list: the next, or else the one before. */
  const successor = (): string | undefined => {
    const ids = shown();
    const at = openId ? ids.indexOf(openId) : -1;
    return at === -1 ? undefined : (ids[at + 1] ?? ids[at - 1]);
  };

  return { step, successor, open };
}

"use client";

import { useRouter } from "next/navigation";

import { useShortcut } from "@/shared/keyboard/KeyboardProvider";

import { useNeighbours } from "./useNeighbours";
import { inboxHref, VIEWS } from "./views";

/** The keys of the list: from one conversation to the next, and from view to view. */
export function InboxKeys({ openId, view }: { openId: string | null; view: string }): null {
  const router = useRouter();
  const { step } = useNeighbours(openId);
  useShortcut("conversation.next", () => void step(1));
  useShortcut("conversation.previous", () => void step(-1));
  useShortcut("view.next", () => {
    const at = VIEWS.findIndex((known) => known === view);
    router.push(inboxHref(VIEWS[(at + 1) % VIEWS.length] ?? VIEWS[0]));
  });
  return null;
}

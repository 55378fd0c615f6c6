"use client";

import { useRouter } from "next/navigation";
import type { ReactElement } from "react";

import type { ActionId } from "@/shared/keyboard/actions";
import { useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { useMe } from "@/shared/session/me";
import { can } from "@/shared/session/permissions";

import { destinations } from "./navigation";

const GO: Partial<Record<string, ActionId>> = {
  "/inbox/": "go.inbox",
  "/knowledge/": "go.knowledge",
  "/playground/": "go.playground",
  "/inboxes/": "go.inboxes",
  "/people/": "go.people",
  "/settings/": "go.settings",
};

/** The keys that work on every screen. */
export function GlobalKeys(): ReactElement {
  const me = useMe();
  const allowed = destinations.filter((item) => item.needs.some((need) => can(me, need)));
  useShortcut("search.focus", focusSearch);
  return (
    <>
      {allowed.map(({ href }) => {
        const id = GO[href];
        return id ? <GoKey key={href} id={id} href={href} /> : null;
      })}
      <GoKey id="go.profile" href="/profile/" />
    </>
  );
}

function GoKey({ id, href }: { id: ActionId; href: string }): null {
  const router = useRouter();
  useShortcut(id, () => router.push(href));
  return null;
}

function focusSearch(): void {
  document.querySelector<HTMLElement>('[role="searchbox"], input[type="search"]')?.focus();
}

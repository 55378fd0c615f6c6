"use client";

import type { ReactElement } from "react";

import type { ActionId } from "@/shared/keyboard/actions";
import { useShortcut } from "@/shared/keyboard/KeyboardProvider";
import { useGo } from "@/shared/navigation";
import { href, mayOpen, type RouteName } from "@/shared/routes";
import { useMe } from "@/shared/session/me";

const GO = {
  "go.inbox": "inbox",
  "go.knowledge": "knowledge",
  "go.playground": "playground",
  "go.inboxes": "inboxes",
  "go.people": "people",
  "go.settings": "settings",
  "go.profile": "profile",
} as const satisfies Partial<Record<ActionId, RouteName>>;

/** The keys that work on every screen. */
export function GlobalKeys(): ReactElement {
  const { permissions } = useMe();
  useShortcut("search.focus", focusSearch);
  return (
    <>
      {(Object.keys(GO) as (keyof typeof GO)[])
        .filter((id) => mayOpen(GO[id], permissions))
        .map((id) => (
          <GoKey key={id} id={id} route={GO[id]} />
        ))}
    </>
  );
}

function GoKey({ id, route }: { id: ActionId; route: RouteName }): null {
  const go = useGo();
  useShortcut(id, () => go(href(route)));
  return null;
}

function focusSearch(): void {
  document.querySelector<HTMLElement>('[role="searchbox"], input[type="search"]')?.focus();
}

"use client";

import NextLink from "next/link";
import { useRouter } from "next/navigation";
import { type ComponentProps, type ReactElement, useState } from "react";

import { unsaved } from "@/shared/unsaved";

/**
 * The console's link: loads the page it leads to once a pointer or the focus is on it, not when it is merely seen, and
 * asks before changes are lost.
 */
export function Link({ href, ...rest }: ComponentProps<typeof NextLink>): ReactElement {
  const router = useRouter();
  const [near, setNear] = useState(false);
  return (
    <NextLink
      {...rest}
      href={href}
      prefetch={near ? null : false}
      onMouseEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      onNavigate={(event) => {
        rest.onNavigate?.(event);
        if (!unsaved.dirty) return;
        event.preventDefault();
        unsaved.leave(() => router.push(href.toString()));
      }}
    />
  );
}

"use client";

import { classes } from "@switchboard/ui";
import { usePathname } from "next/navigation";
import type { ReactElement } from "react";

import { type MessageKey, t } from "@/components/texts";
import { href } from "@/shared/routes";
import { Link } from "./Link";

const PARTS: readonly { href: string; label: MessageKey }[] = [
  { href: href("knowledge"), label: "knowledge.articles" },
  { href: href("sources"), label: "sources.title" },
  { href: href("insights"), label: "knowledge.insights" },
  { href: href("helpCenter"), label: "knowledge.helpCenter" },
];

/** Leads from one part of the knowledge base to another. */
export function KnowledgeNav(): ReactElement {
  const here = usePathname();
  return (
    <nav aria-label={t("knowledge.areas")} className="-mb-1 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {PARTS.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={here === href ? "page" : undefined}
              className={classes(
                "-mb-px inline-flex min-h-10 items-center border-b-2 px-3 font-medium whitespace-nowrap",
                here === href
                  ? "border-accent text-ink"
                  : "border-transparent text-muted hover:text-ink",
              )}
            >
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

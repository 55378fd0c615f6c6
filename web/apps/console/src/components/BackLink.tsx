import { ArrowLeft } from "lucide-react";
import type { ReactElement } from "react";
import { Link } from "./Link";

/** The way up from a screen about one thing. */
export function BackLink({ href, label }: { href: string; label: string }): ReactElement {
  return (
    <Link
      href={href}
      className="mb-2 inline-flex min-h-6 items-center gap-1 text-sm text-muted hover:text-ink"
    >
      <ArrowLeft size={14} aria-hidden />
      {label}
    </Link>
  );
}

"use client";

import { type ReactElement, useEffect, useState } from "react";

import { useLive } from "@/shared/live/LiveProvider";
import { t } from "@/features/shell/texts";

/** Short breaks are nobody's business; after this long people should know. */
const PATIENCE_MS = 3_000;

/** Says that the live connection is away, once it has been for a while. */
export function ConnectionBanner(): ReactElement {
  const { status } = useLive();
  const [late, setLate] = useState(false);
  const live = status === "live";
  useEffect(() => {
    if (live) return undefined;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [live]);
  return (
    <div role="status">
      {!live && late ? (
        <p className="border-b border-warn-line bg-warn-soft px-4 py-1.5 text-center text-sm text-warn-text">
          {t("shell.reconnecting")}
        </p>
      ) : null}
    </div>
  );
}

"use client";

import { Button, EmptyState } from "@switchboard/ui";
import { RotateCcw } from "lucide-react";
import { type ReactElement, useEffect } from "react";

import { isStalePage, reloadOnce } from "@/shared/stale-page";
import { t } from "@/components/texts";

/** In place of a screen that broke: what can be done now. A page older than the server's reloads by itself. */
export function Crash({ error }: { error: unknown }): ReactElement {
  const stale = isStalePage(error);
  useEffect(() => {
    if (stale) reloadOnce();
  }, [stale]);
  return (
    <div className="grid h-full min-h-80 place-items-center p-6" role="alert">
      <EmptyState
        icon={<RotateCcw aria-hidden />}
        title={t(stale ? "shell.stale" : "shell.crashed")}
        description={t(stale ? "shell.staleDetail" : "shell.crashedDetail")}
        action={
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t("shell.reload")}
          </Button>
        }
      />
    </div>
  );
}

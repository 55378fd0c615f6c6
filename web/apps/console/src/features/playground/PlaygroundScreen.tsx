"use client";

import { Button } from "@switchboard/ui";
import { RotateCcw } from "lucide-react";
import { type ReactElement, useState } from "react";

import { t } from "@/shared/t";

import { TryChat } from "./TryChat";
import { TryTrace } from "./TryTrace";
import { useTry } from "./useTry";

/** Asks the assistant without a customer, and shows how it came to its answer. */
export function PlaygroundScreen(): ReactElement {
  const session = useTry();
  const [shown, setShown] = useState<string | null>(null);
  const answered = session.steps.findLast((step) => step.result);
  const step = session.steps.find((item) => item.id === shown) ?? answered;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-3 border-b border-line bg-surface px-4 py-3 md:px-6">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold tracking-tight">{t("playground.title")}</h1>
          <p className="text-sm text-muted">{t("playground.lead")}</p>
        </div>
        <Button
          icon={<RotateCcw size={15} aria-hidden />}
          disabled={session.steps.length === 0}
          onClick={() => {
            session.reset();
            setShown(null);
          }}
        >
          {t("playground.restart")}
        </Button>
      </header>
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 bg-surface">
          <TryChat session={session} shownId={step?.id ?? null} onShow={setShown} />
        </div>
        <aside
          aria-label={t("trace.title")}
          className="scroll-pane hidden w-96 shrink-0 border-l border-line bg-bg p-5 lg:block"
        >
          <h2 className="mb-4 text-base font-semibold">{t("trace.title")}</h2>
          <TryTrace step={step} />
        </aside>
      </div>
    </div>
  );
}

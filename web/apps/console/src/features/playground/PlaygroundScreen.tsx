"use client";

import { Button, Select, Tabs } from "@switchboard/ui";
import { RotateCcw } from "lucide-react";
import { type ReactElement, useState } from "react";

import { t } from "@/features/playground/texts";

import { Checks } from "./Checks";
import { Insight } from "./Insight";
import { TryChat } from "./TryChat";
import { type Audience, useTry } from "./useTry";

/** Asks the assistant without a customer, shows how it came to its answer, and keeps questions. */
export function PlaygroundScreen(): ReactElement {
  const [part, setPart] = useState<"try" | "checks">("try");
  const [audience, setAudience] = useState<Audience>("public");
  const [shown, setShown] = useState<string | null>(null);
  const session = useTry(audience);
  const answered = session.steps.findLast((step) => step.result);
  const step = session.steps.find((item) => item.id === shown) ?? answered;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-3 border-b border-line bg-surface px-4 pt-3 md:px-6">
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="text-lg font-semibold tracking-tight">{t("playground.title")}</h1>
          <p className="text-sm text-muted">{t("playground.lead")}</p>
        </div>
        {part === "try" ? (
          <>
            <Select
              className="w-48"
              label={t("playground.asWho")}
              hideLabel
              value={audience}
              onValueChange={setAudience}
              items={[
                { value: "public", label: t("playground.asAnyone") },
                { value: "customers", label: t("playground.asCustomer") },
              ]}
            />
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
          </>
        ) : null}
        <Tabs
          className="-mb-px w-full"
          label={t("playground.parts")}
          value={part}
          onValueChange={setPart}
          items={[
            { value: "try", label: t("playground.try") },
            { value: "checks", label: t("playground.checks") },
          ]}
        />
      </header>
      {part === "checks" ? (
        <Checks />
      ) : (
        <div className="flex min-h-0 flex-1">
          <div className="min-w-0 flex-1 bg-surface">
            <TryChat session={session} shownId={step?.id ?? null} onShow={setShown} />
          </div>
          <aside
            aria-label={t("trace.title")}
            className="scroll-pane hidden w-104 shrink-0 border-l border-line bg-bg px-5 pt-3 pb-5 lg:block"
          >
            <Insight step={step} />
          </aside>
        </div>
      )}
    </div>
  );
}

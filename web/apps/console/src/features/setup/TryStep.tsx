"use client";

import type { TryResult } from "@switchboard/api-client";
import { Markdown } from "@switchboard/chat";
import { Button, TextField } from "@switchboard/ui";
import { BookOpenText, Sparkles } from "lucide-react";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { api, unwrap } from "@/shared/api";
import { t } from "@/features/setup/texts";
import { useAction } from "@/shared/useAction";

import type { StepProps } from "./types";
import { useChangeSetup } from "./useSetup";

/** A question as a customer would put it, and what the assistant makes of it. */
export function TryStep({ onNext, footer }: StepProps): ReactElement {
  const [text, setText] = useState("");
  const { mutate: change } = useChangeSetup();
  const ask = useAction(
    () => unwrap(api.POST("/api/v1/assistant/try", { body: { text: text.trim(), history: [] } })),
    { quiet: true, onDone: () => change({ tried: true }) },
  );
  return (
    <div className="flex flex-col gap-5">
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ask.isPending) ask.mutate(undefined);
        }}
      >
        <TextField
          className="flex-1"
          label={t("playground.question")}
          placeholder={t("setup.try.placeholder")}
          value={text}
          maxLength={2000}
          onChange={(event) => setText(event.currentTarget.value)}
          required
        />
        <Button type="submit" loading={ask.isPending}>
          {t("playground.ask")}
        </Button>
      </form>
      <div aria-live="polite">{ask.data ? <Answer result={ask.data} /> : null}</div>
      <FormError error={ask.error} />
      {footer(
        <Button variant="primary" disabled={!ask.data} onClick={onNext}>
          {t("setup.next")}
        </Button>,
      )}
    </div>
  );
}

function Answer({ result }: { result: TryResult }): ReactElement {
  return (
    <div className="flex flex-col gap-3 rounded-xl bg-accent-soft p-4 text-ink">
      <p className="flex items-center gap-2 text-sm font-medium text-on-accent-soft">
        <Sparkles size={15} aria-hidden /> {t(`trace.outcome.${result.outcome}`)}
      </p>
      <Markdown text={result.text} />
      {result.sources.map((source) => (
        <p key={source.article_id} className="flex items-center gap-2 text-sm text-muted">
          <BookOpenText size={14} aria-hidden /> {source.title}
        </p>
      ))}
      {result.outcome === "handover" ? (
        <p className="text-sm text-muted">{t("setup.try.nothing")}</p>
      ) : null}
    </div>
  );
}

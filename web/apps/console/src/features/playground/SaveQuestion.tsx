"use client";

import type { TryResult } from "@switchboard/api-client";
import { Bookmark, BookmarkCheck } from "lucide-react";
import { type ReactElement, useState } from "react";

import { api, unwrap } from "@/shared/api";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/playground/texts";
import { useAction } from "@/shared/useAction";

import type { Step } from "./useTry";

/** Keeps a question with the article that answered it, or with nothing where a person was called. */
export function SaveQuestion(props: { step: Step; result: TryResult }): ReactElement | null {
  const { step, result } = props;
  const canWrite = useCan("knowledge.write");
  const [kept, setKept] = useState(false);
  const article = result.sources[0]?.article_id ?? null;
  const save = useAction(
    () =>
      unwrap(
        api.POST("/api/v1/knowledge/checks", {
          body: { question: step.question, article_id: article, audience: step.audience },
        }),
      ),
    {
      refreshes: [keys.knowledgeChecks],
      done: t("playground.saved"),
      onDone: () => setKept(true),
    },
  );
  const worthKeeping =
    result.outcome === "handover" || (result.outcome === "reply" && article !== null);
  if (!canWrite || !worthKeeping || step.question.length > 500) return null;
  const Icon = kept ? BookmarkCheck : Bookmark;
  return (
    <button
      type="button"
      disabled={kept || save.isPending}
      onClick={() => save.mutate(undefined)}
      className="inline-flex min-h-7 items-center gap-1.5 rounded-full px-2 text-sm text-muted hover:bg-surface-2 hover:text-ink disabled:opacity-60"
    >
      <Icon size={14} aria-hidden />
      {t("playground.save")}
    </button>
  );
}

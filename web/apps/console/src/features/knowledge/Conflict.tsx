"use client";

import type { Article } from "@switchboard/api-client";
import { Button, ErrorNotice } from "@switchboard/ui";
import type { ReactElement } from "react";

import { api, type ProblemError, unwrap } from "@/shared/api";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";

interface ConflictProps {
  error: ProblemError;
  articleId: string;
  onReload: () => void;
  /** The next save replaces what the other wrote. */
  onKeep: (newest: Article) => void;
}

/** Somebody else saved first: what they did, and whose text is to stay. */
export function Conflict({ error, articleId, onReload, onKeep }: ConflictProps): ReactElement {
  const keep = useAction(
    () =>
      unwrap(
        api.GET("/api/v1/knowledge/articles/{article_id}", {
          params: { path: { article_id: articleId } },
        }),
      ),
    { onDone: onKeep },
  );
  return (
    <ErrorNotice
      title={t("knowledge.conflict")}
      detail={error.message}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onReload}>
            {t("knowledge.conflictReload")}
          </Button>
          <Button size="sm" loading={keep.isPending} onClick={() => keep.mutate(undefined)}>
            {t("knowledge.conflictKeep")}
          </Button>
        </span>
      }
    />
  );
}

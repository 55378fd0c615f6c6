"use client";

import type { Article } from "@switchboard/api-client";
import { Button } from "@switchboard/ui";
import { FilePen } from "lucide-react";
import { type ReactElement, useState } from "react";

import { Sheet } from "@/components/Sheet";
import { ago } from "@/shared/format";
import { keys } from "@/shared/keys";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";

import { Differences } from "./Differences";
import { discardDraft } from "./queries";

/** Says that what is edited is not what customers see, and shows the difference. */
export function DraftNotice(props: { article: Article; onDiscarded: () => void }): ReactElement {
  const { article } = props;
  const [comparing, setComparing] = useState(false);
  const discard = useAction(() => discardDraft(article.id), {
    refreshes: [keys.articles],
    done: t("knowledge.draftDiscarded"),
    onDone: props.onDiscarded,
  });
  const who = article.draft?.saved_by.name ?? t("knowledge.someone");
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg bg-warn-soft px-4 py-3 text-warn-text">
      <FilePen size={18} aria-hidden className="shrink-0" />
      <p className="min-w-0 flex-1 basis-60">
        {t("knowledge.draftNotice", { who, when: ago(article.draft?.saved_at ?? "") })}
      </p>
      <Button size="sm" onClick={() => setComparing(true)}>
        {t("knowledge.seeChanges")}
      </Button>
      <Button size="sm" loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
        {t("knowledge.discardDraft")}
      </Button>
      <Sheet open={comparing} onOpenChange={setComparing} title={t("knowledge.compareDraft")}>
        <Differences articleId={article.id} old={article.version} next="draft" />
      </Sheet>
    </div>
  );
}

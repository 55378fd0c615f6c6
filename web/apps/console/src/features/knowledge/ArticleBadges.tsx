import type { Article } from "@switchboard/api-client";
import { Badge } from "@switchboard/ui";
import type { ReactElement } from "react";

import { t } from "@/features/knowledge/texts";

/** What sets an article apart from one that everybody may read. */
export function ArticleBadges({
  article,
}: {
  article: Pick<Article, "status" | "audience" | "draft">;
}): ReactElement {
  return (
    <>
      {article.status === "draft" ? <Badge tone="warn">{t("knowledge.draft")}</Badge> : null}
      {article.draft && article.status === "published" ? (
        <Badge tone="warn">{t("knowledge.hasDraft")}</Badge>
      ) : null}
      {article.audience === "public" ? null : (
        <Badge tone="info">{t(`knowledge.${article.audience}`)}</Badge>
      )}
    </>
  );
}

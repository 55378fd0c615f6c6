"use client";

import type { ArticleInsight } from "@switchboard/api-client";
import { Badge } from "@switchboard/ui";
import { BookOpen, CircleCheck } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { ago, languageName, percent } from "@/shared/format";
import { t, tn } from "@/features/knowledge/texts";
import { href } from "@/shared/routes";

import { type CountedProps, emptyUnlessCounted } from "./counted";
import { MoreList } from "./MoreList";
import { useArticleInsights } from "./queries";

interface ArticleUsesProps extends CountedProps {
  days: number;
  order: "most" | "never";
}

/** Articles by how often they answered, or those that never did. */
export function ArticleUses({ days, order, counted }: ArticleUsesProps): ReactElement {
  const articles = useArticleInsights(days, order);
  const empty =
    order === "most"
      ? {
          icon: <BookOpen aria-hidden />,
          title: t("insights.noAnswering"),
          description: t("insights.noAnsweringDetail"),
        }
      : {
          icon: <CircleCheck aria-hidden />,
          title: t("insights.noSilent"),
          description: t("insights.noSilentDetail"),
        };
  return (
    <MoreList query={articles} empty={emptyUnlessCounted(counted, empty)}>
      {(article) => <Row key={article.article_id} article={article} />}
    </MoreList>
  );
}

function Row({ article }: { article: ArticleInsight }): ReactElement {
  const votes = article.helpful + article.unhelpful;
  const said = [
    article.answers > 0 ? tn("insights.answered", article.answers) : "",
    article.options > 0 ? tn("insights.offered", article.options) : "",
    votes > 0
      ? t("insights.helpful", { share: percent(article.helpful / votes), count: votes })
      : "",
  ].filter(Boolean);
  return (
    <li>
      <Link
        href={href("article", { id: article.article_id })}
        className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 -outline-offset-2 hover:bg-surface-2"
      >
        <span className="flex min-w-0 flex-1 basis-64 flex-col">
          <span className="truncate font-medium" dir="auto">
            {article.title}
          </span>
          <span className="text-sm text-muted">
            {said.join(" · ") || t("knowledge.changed", { when: ago(article.updated_at) })}
          </span>
        </span>
        <span className="flex items-center gap-2">
          {article.audience === "public" ? null : (
            <Badge tone="info">{t(`knowledge.${article.audience}`)}</Badge>
          )}
          <Badge>{languageName(article.language)}</Badge>
        </span>
      </Link>
    </li>
  );
}

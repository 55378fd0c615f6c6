"use client";

import type { ArticleInsight } from "@switchboard/api-client";
import { Badge, type Column } from "@switchboard/ui";
import { BookOpen, CircleCheck } from "lucide-react";
import type { ReactElement } from "react";

import { RowLink } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { ago, count, languageName, percent } from "@/shared/format";
import { t } from "@/features/knowledge/texts";
import { href } from "@/shared/routes";

import { type CountedProps, emptyUnlessCounted } from "./counted";
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
    <ListTable
      title={t(order === "most" ? "insights.tabAnswering" : "insights.tabSilent")}
      list={articles}
      columns={columns()}
      rowKey={(article) => article.article_id}
      rowName={({ title }) => title}
      empty={emptyUnlessCounted(counted, empty)}
    />
  );
}

function columns(): Column<ArticleInsight>[] {
  return [
    {
      id: "title",
      header: t("knowledge.field.title"),
      sortable: true,
      text: ({ title }) => title,
      cell: (article) => (
        <RowLink
          href={href("article", { id: article.article_id })}
          detail={t("knowledge.changed", { when: ago(article.updated_at) })}
        >
          {article.title}
        </RowLink>
      ),
    },
    {
      id: "language",
      header: t("knowledge.field.language"),
      width: "w-48",
      sortable: true,
      text: ({ language }) => languageName(language),
      cell: ({ audience, language }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Badge>{languageName(language)}</Badge>
          {audience === "public" ? null : <Badge tone="info">{t(`knowledge.${audience}`)}</Badge>}
        </span>
      ),
    },
    numbers("answers", t("insights.answersColumn"), ({ answers }) => answers),
    numbers("options", t("insights.suggestions"), ({ options }) => options),
    {
      id: "helpful",
      header: t("insights.helpfulColumn"),
      width: "w-28",
      align: "end",
      sortable: true,
      from: "md",
      text: (article) => helpfulOf(article),
      cell: (article) => {
        const share = helpfulOf(article);
        return share === null ? <span className="text-faint">–</span> : percent(share);
      },
    },
  ];
}

function numbers(
  id: string,
  header: string,
  valueOf: (article: ArticleInsight) => number,
): Column<ArticleInsight> {
  const cell = (article: ArticleInsight) => count(valueOf(article));
  return {
    id,
    header,
    cell,
    text: valueOf,
    width: "w-28",
    align: "end",
    sortable: true,
    from: "sm",
  };
}

/** The share of readers who found it helpful; null while nobody has said. */
function helpfulOf({ helpful, unhelpful }: ArticleInsight): number | null {
  const votes = helpful + unhelpful;
  return votes > 0 ? helpful / votes : null;
}

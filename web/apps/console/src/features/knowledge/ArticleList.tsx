"use client";

import type { Article } from "@switchboard/api-client";
import { Badge, type Column } from "@switchboard/ui";
import { BookOpen } from "lucide-react";
import type { ReactElement } from "react";

import { Ago, RowLink } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { languageName } from "@/shared/format";
import { t, tn } from "@/features/knowledge/texts";
import { useSort } from "@/shared/lists/sorting";
import { useLanguageItems } from "@/shared/workspace";
import { href } from "@/shared/routes";

import { ArticleBadges } from "./ArticleBadges";
import { type ArticleFilter, useArticles } from "./queries";

interface ArticleListProps {
  filter: ArticleFilter;
  narrowed: boolean;
  /** How a first article comes in. */
  start: ReactElement | null;
}

/** The articles that fit, as links to their editor. */
export function ArticleList({ filter, narrowed, start }: ArticleListProps): ReactElement {
  const [sort] = useSort();
  const list = useArticles(filter, sort);
  const columns = useColumns(filter.q !== "");
  return (
    <ListTable
      title={t("knowledge.articles")}
      list={list}
      columns={columns}
      rowKey={({ id }) => id}
      rowName={({ title }) => title}
      serverSort
      narrowed={narrowed}
      empty={{
        icon: <BookOpen aria-hidden />,
        title: t("knowledge.empty"),
        description: t("knowledge.emptyDetail"),
        action: start,
      }}
    />
  );
}

/** A search has an order of its own: the best first. */
function useColumns(searching: boolean): Column<Article>[] {
  const languages = useLanguageItems();
  return [
    {
      id: "title",
      header: t("knowledge.field.title"),
      sortable: !searching,
      text: ({ title }) => title,
      cell: (article) => (
        <RowLink
          href={href("article", { id: article.id })}
          detail={[article.category, askedIn(article)].filter(Boolean).join(" · ")}
        >
          {article.title}
        </RowLink>
      ),
    },
    {
      id: "status",
      header: t("knowledge.field.status"),
      width: "w-56",
      text: ({ status }) => status,
      cell: (article) => (
        <span className="flex flex-wrap items-center gap-2">
          <ArticleBadges article={article} />
          <Missing article={article} languages={languages.map(({ value }) => value)} />
        </span>
      ),
    },
    {
      id: "language",
      header: t("knowledge.field.language"),
      width: "w-32",
      text: ({ language }) => language,
      cell: ({ language }) => <Badge>{languageName(language)}</Badge>,
    },
    {
      id: "updated",
      header: t("knowledge.updated"),
      width: "w-36",
      sortable: !searching,
      align: "end",
      text: (article) => article.updated_at,
      cell: (article) => <Ago at={article.updated_at} />,
    },
  ];
}

function askedIn(article: Article): string {
  return article.questions.length > 0
    ? tn("knowledge.questionCount", article.questions.length)
    : t("knowledge.noQuestions");
}

interface MissingProps {
  article: Article;
  languages: readonly string[];
}

/** The workspace's languages that this article is not written in. */
function Missing({ article, languages }: MissingProps): ReactElement | null {
  const written = new Set([article.language, ...article.translations.map((one) => one.language)]);
  const missing = languages.filter((language) => !written.has(language));
  if (missing.length === 0 || missing.length === languages.length) return null;
  return (
    <span className="text-xs text-faint">
      {t("knowledge.missingIn", { languages: missing.join(", ") })}
    </span>
  );
}

"use client";

import type { Article } from "@switchboard/api-client";
import { Badge, Button, EmptyState } from "@switchboard/ui";
import { BookOpen, SearchX } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { Failed, LoadingRows } from "@/components/QueryView";
import { ago, dateTime, languageName } from "@/shared/format";
import { t, tn } from "@/features/knowledge/texts";
import { useLanguageItems } from "@/shared/workspace";
import { href } from "@/shared/routes";

import { ArticleBadges } from "./ArticleBadges";
import { type ArticleFilter, useArticles } from "./queries";

/** The articles that fit, as links to their editor. */
export function ArticleList({ filter }: { filter: ArticleFilter }): ReactElement {
  const list = useArticles(filter);
  if (list.isError && !list.data) {
    return <Failed error={list.error} retry={() => void list.refetch()} />;
  }
  if (!list.data) return <LoadingRows rows={8} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return <NoArticles filtered={Object.values(filter).some((value) => value !== "")} />;
  }
  return (
    <>
      <p role="status" className="visually-hidden">
        {tn("knowledge.listed", items.length)}
      </p>
      <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {items.map((article) => (
          <ArticleRow key={article.id} article={article} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="flex justify-center">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("common.loadMore")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function ArticleRow({ article }: { article: Article }): ReactElement {
  return (
    <li>
      <Link
        href={href("article", { id: article.id })}
        className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 -outline-offset-2 hover:bg-surface-2"
      >
        <span className="flex min-w-0 flex-1 basis-64 flex-col">
          <span className="truncate font-medium" dir="auto">
            {article.title}
          </span>
          <span className="truncate text-sm text-muted">
            {[article.category, askedIn(article)].filter(Boolean).join(" · ")}
          </span>
        </span>
        <span className="flex flex-wrap items-center gap-2">
          <Missing article={article} />
          <ArticleBadges article={article} />
          <Badge>{languageName(article.language)}</Badge>
        </span>
        <time
          dateTime={article.updated_at}
          title={dateTime(article.updated_at)}
          className="w-28 text-sm text-faint sm:text-right"
        >
          {ago(article.updated_at)}
        </time>
      </Link>
    </li>
  );
}

function askedIn(article: Article): string {
  return article.questions.length > 0
    ? tn("knowledge.questionCount", article.questions.length)
    : t("knowledge.noQuestions");
}

/** The workspace's languages that this article is not written in. */
function Missing({ article }: { article: Article }): ReactElement | null {
  const languages = useLanguageItems();
  const written = new Set([article.language, ...article.translations.map((one) => one.language)]);
  const missing = languages.filter(({ value }) => !written.has(value));
  if (missing.length === 0 || missing.length === languages.length) return null;
  return (
    <span className="text-xs text-faint">
      {t("knowledge.missingIn", { languages: missing.map(({ value }) => value).join(", ") })}
    </span>
  );
}

function NoArticles({ filtered }: { filtered: boolean }): ReactElement {
  return filtered ? (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t("knowledge.nothingFound")}
      description={t("knowledge.nothingFoundDetail")}
    />
  ) : (
    <EmptyState
      icon={<BookOpen aria-hidden />}
      title={t("knowledge.empty")}
      description={t("knowledge.emptyDetail")}
    />
  );
}

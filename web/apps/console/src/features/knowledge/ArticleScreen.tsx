"use client";

import type { Article } from "@switchboard/api-client";
import { EmptyState } from "@switchboard/ui";
import { useSearchParams } from "next/navigation";
import type { ReactElement } from "react";

import { BackLink } from "@/components/BackLink";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { ProblemError } from "@/shared/api";
import { useCan } from "@/shared/session/me";
import { t } from "@/shared/t";

import { ArticleEditor } from "./ArticleEditor";
import { ArticleView } from "./ArticleView";
import { useArticle } from "./queries";

/** One article: to be written by those who may, else to be read. */
export function ArticleScreen(): ReactElement {
  const id = useSearchParams().get("id");
  const canWrite = useCan("knowledge.write");
  const article = useArticle(id);
  if (!id) return canWrite ? <ArticleEditor key="new" article={null} /> : <Gone />;
  if (article.error instanceof ProblemError && article.error.status === 404) return <Gone />;
  if (!article.data) {
    return (
      <Page title={t("knowledge.article")} back={<Back />}>
        <QueryView query={article}>{() => null}</QueryView>
      </Page>
    );
  }
  return <Known article={article.data} canWrite={canWrite} />;
}

function Known({ article, canWrite }: { article: Article; canWrite: boolean }): ReactElement {
  return canWrite ? (
    <ArticleEditor key={article.id} article={article} />
  ) : (
    <ArticleView article={article} />
  );
}

function Gone(): ReactElement {
  return (
    <Page title={t("knowledge.article")} back={<Back />}>
      <EmptyState title={t("knowledge.gone")} description={t("knowledge.goneDetail")} />
    </Page>
  );
}

function Back(): ReactElement {
  return <BackLink href="/knowledge/" label={t("knowledge.title")} />;
}

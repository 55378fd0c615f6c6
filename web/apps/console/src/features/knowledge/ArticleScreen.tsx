"use client";

import type { Article } from "@switchboard/api-client";
import { EmptyState } from "@switchboard/ui";
import { useSearchParams } from "next/navigation";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { Page } from "@/components/Page";
import { QueryView } from "@/components/QueryView";
import { ProblemError } from "@/shared/api";
import { useCan, useMe } from "@/shared/session/me";
import { t } from "@/features/knowledge/texts";
import { href } from "@/shared/routes";

import { ArticleEditor } from "./ArticleEditor";
import { ArticleView } from "./ArticleView";
import { useArticle } from "./queries";

/** One article: to be written by those who may, else to be read. */
export function ArticleScreen(): ReactElement {
  const id = useSearchParams().get("id");
  const canWrite = useCan("knowledge.write");
  if (id) return <Known key={id} id={id} canWrite={canWrite} />;
  return canWrite ? <New /> : <Gone />;
}

function Known({ id, canWrite }: { id: string; canWrite: boolean }): ReactElement {
  const article = useArticle(id);
  if (article.error instanceof ProblemError && article.error.status === 404) return <Gone />;
  if (!article.data) return <Loading query={article} />;
  return canWrite ? (
    <Editing article={article.data} reload={() => article.refetch().then(({ data }) => data)} />
  ) : (
    <ArticleView article={article.data} />
  );
}

/** The editor keeps what is typed while the query refreshes; it begins anew when it is told to. */
function Editing(props: {
  article: Article;
  reload: () => Promise<Article | undefined>;
}): ReactElement {
  const [begun, setBegun] = useState({ article: props.article, round: 0 });
  return (
    <ArticleEditor
      key={begun.round}
      article={begun.article}
      beginning={{ language: begun.article.language }}
      onReload={() =>
        void props
          .reload()
          .then((newest) =>
            setBegun(({ article, round }) => ({ article: newest ?? article, round: round + 1 })),
          )
      }
    />
  );
}

/** A new article: empty, a translation (`from`, `in`), or the answer to a question (`question`). */
function New(): ReactElement {
  const params = useSearchParams();
  const { workspace } = useMe();
  const from = params.get("from");
  const original = useArticle(from);
  if (from && !original.data) return <Loading query={original} />;
  return (
    <ArticleEditor
      key={params.toString()}
      article={null}
      beginning={{
        language: params.get("in") ?? workspace.default_language,
        original: original.data,
        question: params.get("question") ?? undefined,
      }}
      onReload={() => undefined}
    />
  );
}

function Loading({ query }: { query: ReturnType<typeof useArticle> }): ReactElement {
  return (
    <Page title={t("knowledge.article")} back={<Back />}>
      <QueryView query={query}>{() => null}</QueryView>
    </Page>
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
  return <BackLink href={href("knowledge")} label={t("knowledge.title")} />;
}

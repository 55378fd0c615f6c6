"use client";

import type { ArticleSource, SourceDocument } from "@switchboard/api-client";
import { Badge, Button, EmptyState, Select } from "@switchboard/ui";
import { ExternalLink, FileSearch } from "lucide-react";
import { type ReactElement, useState } from "react";

import { Link } from "@/components/Link";
import { Failed, LoadingRows } from "@/components/QueryView";
import { ago } from "@/shared/format";
import { t } from "@/features/sources/texts";
import { href } from "@/shared/routes";

import { documentLabel, exactly } from "./labels";
import { type DocumentFilter, useDocuments } from "./queries";

const FILTERS: readonly DocumentFilter[] = ["all", "error", "skipped", "ignored"];

/** The pages or files of a source, and what came of each. */
export function Documents({ source }: { source: ArticleSource }): ReactElement {
  const [filter, setFilter] = useState<DocumentFilter>("all");
  return (
    <div className="flex flex-col gap-4">
      <Select
        className="w-full sm:w-60"
        label={t("sources.showDocuments")}
        hideLabel
        value={filter}
        onValueChange={setFilter}
        items={FILTERS.map((value) => ({ value, label: t(`sources.show.${value}`) }))}
      />
      <DocumentList source={source} filter={filter} />
    </div>
  );
}

function DocumentList(props: { source: ArticleSource; filter: DocumentFilter }): ReactElement {
  const { source, filter } = props;
  const list = useDocuments(source.id, filter);
  if (list.isError && !list.data) {
    return <Failed error={list.error} retry={() => void list.refetch()} />;
  }
  if (!list.data) return <LoadingRows rows={6} />;
  const documents = list.data.pages.flatMap((page) => page.items);
  if (documents.length === 0) {
    return (
      <EmptyState
        icon={<FileSearch aria-hidden />}
        title={t(filter === "all" ? "sources.noDocuments" : "sources.noSuchDocuments")}
        {...(filter === "all" ? { description: t("sources.noDocumentsDetail") } : {})}
      />
    );
  }
  return (
    <>
      <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} start={source.address} />
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

interface DocumentRowProps {
  document: SourceDocument;
  start: string | null;
}

function DocumentRow({ document, start }: DocumentRowProps): ReactElement {
  const { text, tone } = documentLabel(document.state);
  const { article_id: articleId } = document;
  const name = document.name ?? shortAddress(document.address, start);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <span className="flex min-w-0 flex-1 basis-56 flex-col">
        {articleId ? (
          <Link
            href={href("article", { id: articleId })}
            className="truncate font-medium hover:underline"
            dir="auto"
          >
            {name}
          </Link>
        ) : (
          <span className="truncate font-medium" dir="auto">
            {name}
          </span>
        )}
        <PageAddress document={document} start={start} />
        {document.error ? (
          <span
            className={
              document.state === "error" ? "text-sm text-danger-text" : "text-sm text-muted"
            }
          >
            {document.error}
          </span>
        ) : null}
        {document.notes.map((note) => (
          <span key={note} className="text-sm text-muted">
            {note}
          </span>
        ))}
      </span>
      <Badge tone={tone}>{text}</Badge>
      {document.fetched_at ? (
        <time
          dateTime={document.fetched_at}
          title={exactly(document.fetched_at)}
          className="w-24 text-right text-sm text-faint max-sm:hidden"
        >
          {ago(document.fetched_at)}
        </time>
      ) : null}
    </li>
  );
}

function PageAddress({ document, start }: DocumentRowProps): ReactElement | null {
  const { address } = document;
  if (!/^https?:\/\//.test(address)) {
    return address === document.name ? null : (
      <span className="truncate text-sm text-muted">{address}</span>
    );
  }
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex min-h-6 max-w-full items-center gap-1 self-start text-sm text-muted hover:text-ink hover:underline"
    >
      <span className="truncate">{shortAddress(address, start)}</span>
      <ExternalLink size={12} aria-hidden className="shrink-0" />
    </a>
  );
}

/** An address as it is seen from the site's start. */
function shortAddress(address: string, start: string | null): string {
  const origin = start && /^https?:\/\/[^/]+/.exec(start)?.[0];
  return origin && address.startsWith(origin) ? address.slice(origin.length) || "/" : address;
}

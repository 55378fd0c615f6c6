"use client";

import type { ArticleSource, SourceDocument } from "@switchboard/api-client";
import { Badge, Button, type Column, Popover } from "@switchboard/ui";
import { ExternalLink, FileSearch } from "lucide-react";
import type { ReactElement } from "react";

import { FilterBar } from "@/components/filters/FilterBar";
import { useFilters } from "@/components/filters/useFilters";
import { Ago, RowLink, RowTitle } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { t, tn } from "@/features/sources/texts";
import { href } from "@/shared/routes";

import { documentLabel } from "./labels";
import { type DocumentFilter, useDocuments } from "./queries";

const STATES = ["error", "skipped", "ignored"] as const satisfies DocumentFilter[];

/** The pages or files of a source, and what came of each. */
export function Documents({ source }: { source: ArticleSource }): ReactElement {
  const fields = [
    {
      name: "state",
      label: t("knowledge.field.status"),
      items: STATES.map((value) => ({ value, label: t(`sources.show.${value}`) })),
    },
  ];
  const filters = useFilters(fields);
  const state = STATES.find((known) => known === filters.values["state"]) ?? "all";
  return (
    <div className="flex flex-col gap-4">
      <FilterBar filters={filters} fields={fields} />
      <ListTable
        title={t(source.kind === "upload" ? "sources.files" : "sources.documents")}
        list={useDocuments(source.id, state)}
        columns={columns(source.address)}
        rowKey={({ id }) => id}
        rowName={(document) => nameOf(document, source.address)}
        narrowed={filters.narrowed}
        empty={{
          icon: <FileSearch aria-hidden />,
          title: t("sources.noDocuments"),
          description: t("sources.noDocumentsDetail"),
        }}
      />
    </div>
  );
}

function nameOf(document: SourceDocument, start: string | null): string {
  return document.name ?? shortAddress(document.address, start);
}

function columns(start: string | null): Column<SourceDocument>[] {
  return [
    {
      id: "name",
      header: t("common.name"),
      text: (document) => nameOf(document, start),
      cell: (document) => <Name document={document} start={start} />,
    },
    {
      id: "state",
      header: t("knowledge.field.status"),
      width: "w-64",
      text: ({ state }) => documentLabel(state).text,
      cell: (document) => <State document={document} />,
    },
    {
      id: "read",
      header: t("sources.lastSync"),
      width: "w-32",
      align: "end",
      text: (document) => document.fetched_at,
      cell: (document) => <Ago at={document.fetched_at} />,
    },
  ];
}

interface NameProps {
  document: SourceDocument;
  start: string | null;
}

function Name({ document, start }: NameProps): ReactElement {
  const { article_id: articleId } = document;
  const detail = <PageAddress document={document} start={start} />;
  const name = nameOf(document, start);
  return articleId ? (
    <RowLink href={href("article", { id: articleId })} detail={detail}>
      {name}
    </RowLink>
  ) : (
    <RowTitle detail={detail}>{name}</RowTitle>
  );
}

/** What came of it, and why; what was left out of it opens at a click. */
function State({ document }: { document: SourceDocument }): ReactElement {
  const { text, tone } = documentLabel(document.state);
  return (
    <span className="flex flex-col items-start gap-1">
      <Badge tone={tone}>{text}</Badge>
      {document.error ? (
        <span
          className={document.state === "error" ? "text-sm text-danger-text" : "text-sm text-muted"}
        >
          {document.error}
        </span>
      ) : null}
      {document.notes.length > 0 ? (
        <span className="relative z-10">
          <Popover
            title={t("sources.notes")}
            trigger={
              <Button size="sm" variant="ghost">
                {tn("sources.noteCount", document.notes.length)}
              </Button>
            }
          >
            <ul className="flex list-disc flex-col gap-1 ps-4 text-sm text-muted">
              {document.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </Popover>
        </span>
      ) : null}
    </span>
  );
}

function PageAddress({ document, start }: NameProps): ReactElement | null {
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
      className="relative z-10 inline-flex min-h-6 max-w-full items-center gap-1 self-start text-sm text-muted hover:text-ink hover:underline"
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

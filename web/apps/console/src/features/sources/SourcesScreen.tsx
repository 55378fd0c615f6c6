"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { Badge, Button, type Column, LiveStatus } from "@switchboard/ui";
import { Globe, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { Page } from "@/components/Page";

import { KnowledgeNav } from "@/components/KnowledgeNav";
import { Ago, RowLink } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { count } from "@/shared/format";
import { wholeList } from "@/shared/lists/pages";
import { useCan } from "@/shared/session/me";
import { t, tn } from "@/features/sources/texts";
import { href } from "@/shared/routes";

import { ImportButton } from "./ImportButton";
import { freshness, KINDS, progressOf, shareOf, stateOf } from "./labels";
import { useSources } from "./queries";

const AddSourceDialog = dynamic(
  () => import("./AddSourceDialog").then((code) => code.AddSourceDialog),
  { loading: () => null },
);

/** Where articles come from: sites that are fetched, and files that were brought in. */
export function SourcesScreen(): ReactElement {
  const canWrite = useCan("knowledge.write");
  const sources = wholeList(useSources());
  const [adding, setAdding] = useState(false);
  const actions = (
    <>
      <ImportButton />
      <Button
        variant="primary"
        icon={<Plus size={16} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t("sources.add")}
      </Button>
    </>
  );
  return (
    <Page
      title={t("knowledge.title")}
      description={t("sources.lead")}
      actions={canWrite ? actions : null}
    >
      <KnowledgeNav />
      <ListTable
        title={t("sources.title")}
        list={sources}
        columns={columns()}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        empty={{
          icon: <Globe aria-hidden />,
          title: t("sources.empty"),
          description: t("sources.emptyDetail"),
          action: canWrite ? (
            <div className="flex flex-wrap justify-center gap-2">{actions}</div>
          ) : null,
        }}
      />
      {adding ? <AddSourceDialog open onOpenChange={setAdding} /> : null}
    </Page>
  );
}

function columns(): Column<ArticleSource>[] {
  return [
    {
      id: "name",
      header: t("common.name"),
      sortable: true,
      text: ({ name }) => name,
      cell: (source) => <Name source={source} />,
    },
    {
      id: "state",
      header: t("sources.status"),
      width: "w-56",
      text: (source) => stateOf(source).text,
      cell: (source) => <State source={source} />,
    },
    {
      id: "articles",
      header: t("knowledge.articles"),
      width: "w-32",
      align: "end",
      sortable: true,
      from: "sm",
      text: ({ counts }) => counts.articles ?? 0,
      cell: ({ counts }) => count(counts.articles ?? 0),
    },
    {
      id: "synced",
      header: t("sources.lastSync"),
      width: "w-36",
      align: "end",
      sortable: true,
      text: (source) => source.last_fetched_at,
      cell: (source) => <Ago at={source.last_fetched_at} />,
    },
  ];
}

function Name({ source }: { source: ArticleSource }): ReactElement {
  const { icon: Icon, label } = KINDS[source.kind];
  return (
    <RowLink
      href={href("source", { id: source.id })}
      icon={
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-surface-2 text-muted">
          <Icon size={18} aria-label={t(label)} />
        </span>
      }
      detail={source.error ?? freshness(source)}
    >
      {source.name}
    </RowLink>
  );
}

function State({ source }: { source: ArticleSource }): ReactElement {
  if (source.state === "fetching") {
    return (
      <LiveStatus
        inline
        title={progressOf(source)}
        label={t("sources.progress")}
        value={shareOf(source)}
      />
    );
  }
  const { text, tone } = stateOf(source);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={tone}>{text}</Badge>
      {source.counts.errors ? (
        <span className="text-sm text-danger-text">
          {tn("sources.problems", source.counts.errors)}
        </span>
      ) : null}
    </span>
  );
}

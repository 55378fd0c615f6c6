"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { Badge, Button, EmptyState } from "@switchboard/ui";
import { ChevronRight, Globe, Plus } from "lucide-react";
import { type ReactElement, useState } from "react";

import { Link } from "@/components/Link";
import { Page } from "@/components/Page";
import { Progress } from "@/components/Progress";
import { QueryView } from "@/components/QueryView";
import { KnowledgeNav } from "@/components/KnowledgeNav";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/sources/texts";
import { href } from "@/shared/routes";

import { AddSourceDialog } from "./AddSourceDialog";
import { ImportButton } from "./ImportButton";
import { countsOf, exactly, freshness, KINDS, progressOf, shareOf, stateOf } from "./labels";
import { useSources } from "./queries";

/** Where articles come from: sites that are fetched, and files that were brought in. */
export function SourcesScreen(): ReactElement {
  const canWrite = useCan("knowledge.write");
  const sources = useSources();
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
      <QueryView query={sources} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <NoSources actions={canWrite ? actions : null} />
          ) : (
            <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
              {items.map((source) => (
                <SourceRow key={source.id} source={source} />
              ))}
            </ul>
          )
        }
      </QueryView>
      <AddSourceDialog open={adding} onOpenChange={setAdding} />
    </Page>
  );
}

function NoSources({ actions }: { actions: ReactElement | null }): ReactElement {
  return (
    <EmptyState
      icon={<Globe aria-hidden />}
      title={t("sources.empty")}
      description={t("sources.emptyDetail")}
      action={actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
    />
  );
}

function SourceRow({ source }: { source: ArticleSource }): ReactElement {
  const { icon: Icon, label } = KINDS[source.kind];
  const { text, tone } = stateOf(source);
  const fetching = source.state === "fetching";
  return (
    <li>
      <Link
        href={href("source", { id: source.id })}
        className="flex items-center gap-3 px-4 py-3.5 -outline-offset-2 hover:bg-surface-2"
      >
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-surface-2 text-muted">
          <Icon size={18} aria-label={t(label)} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 truncate font-medium">{source.name}</span>
            <Badge tone={tone}>{text}</Badge>
          </span>
          {fetching ? (
            <span className="flex flex-col gap-1.5 pt-0.5">
              <span className="text-sm text-muted">{progressOf(source)}</span>
              <Progress label={t("sources.progress")} value={shareOf(source)} />
            </span>
          ) : (
            <RowDetail source={source} />
          )}
        </span>
        <ChevronRight size={16} aria-hidden className="shrink-0 text-faint" />
      </Link>
    </li>
  );
}

function RowDetail({ source }: { source: ArticleSource }): ReactElement {
  return (
    <>
      <span className="text-sm text-muted" title={exactly(source.last_fetched_at)}>
        {countsOf(source)} · {freshness(source)}
      </span>
      {source.error ? (
        <span className="text-sm text-danger-text text-pretty">{source.error}</span>
      ) : null}
    </>
  );
}

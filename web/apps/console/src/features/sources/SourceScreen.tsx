"use client";

import type { ArticleSource } from "@switchboard/api-client";
import { Badge, EmptyState, ErrorNotice, LiveStatus, Tabs } from "@switchboard/ui";
import { ExternalLink, SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { Page } from "@/components/Page";

import { QueryView } from "@/components/QueryView";
import { ProblemError } from "@/shared/api";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/sources/texts";
import { href } from "@/shared/routes";

import { Changes } from "./Changes";
import { Documents } from "./Documents";
import { countsOf, exactly, freshness, KINDS, progressOf, shareOf, stateOf } from "./labels";
import { useSource } from "./queries";
import { SourceActions } from "./SourceActions";

const UploadFiles = dynamic(() => import("./UploadFiles").then((code) => code.UploadFiles), {
  loading: () => null,
});

const SourceSettings = dynamic(
  () => import("./SourceSettings").then((code) => code.SourceSettings),
  { loading: () => null },
);

/** One source: how it is doing, what it would change, its documents and its settings. */
export function SourceScreen(): ReactElement {
  const id = useSearchParams().get("id");
  const source = useSource(id);
  const missing = !id || (source.error instanceof ProblemError && source.error.status === 404);
  const back = <BackLink href={href("sources")} label={t("sources.title")} />;
  if (missing) {
    return (
      <Page title={t("sources.source")} back={back}>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={t("sources.missing")}
          description={t("sources.missingDetail")}
        />
      </Page>
    );
  }
  if (!source.data) {
    return (
      <Page title={t("sources.source")} back={back}>
        <QueryView query={source}>{() => null}</QueryView>
      </Page>
    );
  }
  return <Shown source={source.data} back={back} />;
}

function Shown({ source, back }: { source: ArticleSource; back: ReactElement }): ReactElement {
  const canWrite = useCan("knowledge.write");
  const { text, tone } = stateOf(source);
  return (
    <Page
      back={back}
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 break-words">{source.name}</span>
          <Badge tone={tone}>{text}</Badge>
        </span>
      }
      description={<Address source={source} />}
      actions={canWrite ? <SourceActions source={source} /> : null}
    >
      <Status source={source} />
      <Parts source={source} canWrite={canWrite} />
    </Page>
  );
}

function Address({ source }: { source: ArticleSource }): ReactElement {
  if (!source.address) return <>{t(KINDS[source.kind].label)}</>;
  return (
    <a
      href={source.address}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex min-h-6 max-w-full items-center gap-1 break-all text-accent-text hover:underline"
    >
      {source.address}
      <ExternalLink size={13} aria-hidden className="shrink-0" />
    </a>
  );
}

function Status({ source }: { source: ArticleSource }): ReactElement {
  const fetching = source.state === "fetching";
  return (
    <section aria-label={t("sources.status")} className="flex flex-col gap-4">
      {fetching ? (
        <LiveStatus
          title={progressOf(source)}
          label={t("sources.progress")}
          value={shareOf(source)}
          detail={source.progress?.preview ? t("sources.previewRunning") : null}
        />
      ) : null}
      {source.error ? (
        <ErrorNotice
          title={t(source.state === "failing" ? "sources.failingTitle" : "sources.heldTitle")}
          detail={source.error}
        />
      ) : null}
      <p className="text-sm text-muted" title={exactly(source.last_fetched_at)}>
        {countsOf(source)} · {freshness(source)}
      </p>
    </section>
  );
}

type Part = "changes" | "documents" | "settings" | "upload";

function Parts({ source, canWrite }: { source: ArticleSource; canWrite: boolean }): ReactElement {
  const upload = source.kind === "upload";
  const [chosen, setChosen] = useState<Part | null>(null);
  const first: Part = source.pending > 0 ? "changes" : "documents";
  const documents = source.counts.documents ?? 0;
  return (
    <Tabs<Part>
      label={t("sources.parts")}
      value={chosen ?? first}
      onValueChange={setChosen}
      items={[
        ...(upload
          ? []
          : [
              {
                value: "changes" as const,
                label: t("sources.changes"),
                ...(source.pending > 0 ? { badge: source.pending } : {}),
                panel: <Changes source={source} canWrite={canWrite} />,
              },
            ]),
        {
          value: "documents",
          label: t(upload ? "sources.files" : "sources.documents"),
          ...(documents > 0 ? { badge: documents } : {}),
          panel: <Documents source={source} />,
        },
        ...(upload && canWrite
          ? [
              {
                value: "upload" as const,
                label: t("sources.importFiles"),
                panel: <UploadFiles options={{ sourceId: source.id }} />,
              },
            ]
          : []),
        ...(canWrite
          ? [
              {
                value: "settings" as const,
                label: t("sources.settings"),
                panel: <SourceSettings key={source.id} source={source} />,
              },
            ]
          : []),
      ]}
    />
  );
}

"use client";

import type { ArticleSource, SourceChange } from "@switchboard/api-client";
import { Badge, Button, EmptyState, type Tone } from "@switchboard/ui";
import { Check, CircleCheck } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { LineDiff } from "@/components/LineDiff";
import { Failed, LoadingRows } from "@/components/QueryView";
import { languageName } from "@/shared/format";
import { keys } from "@/shared/keys";
import { t, tn } from "@/features/sources/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

import { applyChanges, type Decision, discardChanges, useChanges } from "./queries";

interface ChangesProps {
  source: ArticleSource;
  canWrite: boolean;
}

/** What the last fetch would change, to be applied or discarded. */
export function Changes({ source, canWrite }: ChangesProps): ReactElement {
  const list = useChanges(source.id);
  const refreshes = [keys.sources, keys.articles];
  const apply = useAction((given: Decision) => applyChanges(source.id, given), { refreshes });
  const discard = useAction((given: Decision) => discardChanges(source.id, given), { refreshes });
  if (source.state === "fetching") {
    return <p className="text-muted">{t("sources.changesLater")}</p>;
  }
  if (list.isError && !list.data) {
    return <Failed error={list.error} retry={() => void list.refetch()} />;
  }
  if (!list.data) return <LoadingRows rows={4} />;
  const changes = list.data.pages.flatMap((page) => page.items);
  if (changes.length === 0) return <NoChanges />;
  const busy = apply.isPending || discard.isPending;
  const decided = changes.some(({ kind }) => kind !== "differs");
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-full font-medium sm:basis-48">
          {tn("sources.waiting", source.pending)}
        </p>
        {canWrite ? (
          <>
            <Button disabled={busy} onClick={() => discard.mutate({})}>
              {t("sources.discardAll")}
            </Button>
            <Button
              variant="primary"
              icon={<Check size={16} aria-hidden />}
              disabled={busy || !decided}
              onClick={() => apply.mutate({})}
            >
              {t("sources.applyAll")}
            </Button>
          </>
        ) : null}
      </div>
      <ul className="flex flex-col gap-4">
        {changes.map((change) => (
          <ChangeCard
            key={change.document_id}
            change={change}
            busy={busy}
            canWrite={canWrite}
            onApply={() =>
              apply.mutate({
                documentId: change.document_id,
                overwrite: change.kind === "differs",
              })
            }
            onDiscard={() => discard.mutate({ documentId: change.document_id })}
          />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="flex justify-center">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("common.loadMore")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function NoChanges(): ReactElement {
  return (
    <EmptyState
      icon={<CircleCheck aria-hidden />}
      title={t("sources.noChanges")}
      description={t("sources.noChangesDetail")}
    />
  );
}

const TONES: Record<SourceChange["kind"], Tone> = {
  new: "success",
  changed: "info",
  gone: "warn",
  differs: "warn",
};

interface ChangeCardProps {
  change: SourceChange;
  busy: boolean;
  canWrite: boolean;
  onApply: () => void;
  onDiscard: () => void;
}

function ChangeCard({ change, busy, canWrite, onApply, onDiscard }: ChangeCardProps): ReactElement {
  const { kind } = change;
  // What is gone is said; all of its text once more would say nothing.
  const fields = kind === "gone" ? [] : (change.fields ?? []);
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <h3 className="flex flex-wrap items-center gap-2 font-medium">
            <span className="min-w-0 break-words" dir="auto">
              {change.article_id ? (
                <Link className="hover:underline" href={href("article", { id: change.article_id })}>
                  {change.name ?? change.address}
                </Link>
              ) : (
                (change.name ?? change.address)
              )}
            </span>
            <Badge tone={TONES[kind]}>{t(`sources.document.${kind}`)}</Badge>
          </h3>
          <p className="truncate text-sm text-muted">{change.address}</p>
          <p className="mt-1 text-sm text-muted text-pretty">
            {change.detail ?? t(`sources.change.${kind}`)}
          </p>
        </div>
        {canWrite ? (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" disabled={busy} onClick={onDiscard}>
              {t(kind === "differs" ? "sources.keepMine" : "sources.discard")}
            </Button>
            <Button size="sm" disabled={busy} onClick={onApply}>
              {t(kind === "differs" ? "sources.takeTheirs" : "sources.apply")}
            </Button>
          </div>
        ) : null}
      </div>
      {fields.map(({ field, lines }) => (
        <section key={field} className="flex flex-col gap-1.5">
          <h4 className="text-sm font-semibold">{fieldLabel(field)}</h4>
          <LineDiff lines={field === "language" ? named(lines) : lines} />
        </section>
      ))}
    </li>
  );
}

type Lines = NonNullable<SourceChange["fields"]>[number]["lines"];

function named(lines: Lines): Lines {
  return lines.map((line) => ({
    ...line,
    parts: line.parts.map((part) => ({ ...part, text: languageName(part.text) })),
  }));
}

function fieldLabel(field: string): string {
  if (field === "title" || field === "body" || field === "language" || field === "audience") {
    return t(`knowledge.field.${field}`);
  }
  return field;
}

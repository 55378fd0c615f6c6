"use client";

import type { Article, ArticleVersion } from "@switchboard/api-client";
import { Badge, Button, classes } from "@switchboard/ui";
import { ArrowLeft, RotateCcw } from "lucide-react";
import { type ReactElement, useState } from "react";

import { QueryView } from "@/components/QueryView";
import { Sheet } from "@/components/Sheet";
import { dateTime } from "@/shared/format";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";

import { Differences, fieldName } from "./Differences";
import { restoreVersion, useVersions } from "./queries";

interface HistorySheetProps {
  article: Article;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRestored: () => void;
}

/** Who changed what and when; what each version changed; and a way back to any of them. */
export function HistorySheet(props: HistorySheetProps): ReactElement {
  return (
    <Sheet open={props.open} onOpenChange={props.onOpenChange} title={t("knowledge.history")}>
      {props.open ? <Versions {...props} /> : null}
    </Sheet>
  );
}

function Versions(props: HistorySheetProps): ReactElement {
  const versions = useVersions(props.article.id);
  const [chosen, setChosen] = useState<ArticleVersion | null>(null);
  if (chosen) return <OneVersion {...props} version={chosen} onBack={() => setChosen(null)} />;
  return (
    <QueryView query={versions}>
      {({ items }) => (
        <ol className="-mx-2 flex flex-col">
          {items.map((version) => (
            <li key={version.version}>
              <button
                type="button"
                onClick={() => setChosen(version)}
                className="flex w-full flex-col gap-0.5 rounded-md px-2 py-2 text-start hover:bg-surface-2"
              >
                <span className="flex items-center gap-2 font-medium">
                  {whatHappened(version)}
                  {version.version === props.article.version ? (
                    <Badge tone="accent">{t("knowledge.versionNow")}</Badge>
                  ) : null}
                </span>
                <span className="text-sm text-muted">{whoAndWhen(version)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </QueryView>
  );
}

interface OneVersionProps extends HistorySheetProps {
  version: ArticleVersion;
  onBack: () => void;
}

function OneVersion({ version, article, onBack, ...props }: OneVersionProps): ReactElement {
  const canWrite = useCan("knowledge.write");
  const present = version.version === article.version;
  const restore = useAction(() => restoreVersion(article.id, version.version, article.version), {
    refreshes: [keys.articles],
    done: t("knowledge.restored", { number: version.version }),
    onDone: () => {
      props.onOpenChange(false);
      props.onRestored();
    },
  });
  return (
    <div className="flex flex-col gap-4">
      <button
        type="button"
        onClick={onBack}
        className="inline-flex min-h-7 items-center gap-1 self-start text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t("knowledge.backToHistory")}
      </button>
      <div>
        <p className="font-medium">{whatHappened(version)}</p>
        <p className="text-sm text-muted">{whoAndWhen(version)}</p>
      </div>
      {canWrite && !present ? (
        <div>
          <Button
            icon={<RotateCcw size={15} aria-hidden />}
            loading={restore.isPending}
            onClick={() => restore.mutate(undefined)}
          >
            {t("knowledge.restore")}
          </Button>
        </div>
      ) : null}
      <h3 className={classes("text-sm font-semibold", version.version === 1 && "hidden")}>
        {t("knowledge.whatChanged")}
      </h3>
      {version.version > 1 ? (
        <Differences articleId={article.id} old={version.version - 1} next={version.version} />
      ) : null}
    </div>
  );
}

function whatHappened(version: ArticleVersion): string {
  if (version.restored_from) {
    return t("knowledge.versionRestored", { number: version.restored_from });
  }
  const fields = version.changed.map((field) => fieldName(field).toLocaleLowerCase());
  return fields.length > 0
    ? t("knowledge.versionChanged", { fields: fields.join(", ") })
    : t("knowledge.versionFirst");
}

function whoAndWhen(version: ArticleVersion): string {
  const who = version.editor.name ?? t("knowledge.imported");
  return t("knowledge.versionBy", { who, when: dateTime(version.created_at) });
}

"use client";

import type { Check } from "@switchboard/api-client";
import { Badge, Button, EmptyState, IconButton } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, CircleDashed, ListChecks, Play, Trash2 } from "lucide-react";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { QueryView } from "@/components/QueryView";
import { api, unwrap } from "@/shared/api";
import { percent } from "@/shared/format";
import { keys } from "@/shared/keys";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/playground/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

/** Saved questions with what came of them; those that went wrong first. */
export function Checks(): ReactElement {
  const canWrite = useCan("knowledge.write");
  const checks = useQuery({
    queryKey: keys.knowledgeChecks,
    queryFn: () => unwrap(api.GET("/api/v1/knowledge/checks")),
  });
  const run = useAction(() => unwrap(api.POST("/api/v1/knowledge/checks/run")), {
    refreshes: [keys.knowledgeChecks],
  });
  return (
    <div className="scroll-pane min-h-0 flex-1">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 p-4 md:p-6">
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 basis-60 text-muted">{t("playground.checksLead")}</p>
          {canWrite ? (
            <Button
              variant="primary"
              icon={<Play size={15} aria-hidden />}
              loading={run.isPending}
              disabled={!checks.data?.items.length}
              onClick={() => run.mutate(undefined)}
            >
              {t("playground.runAll")}
            </Button>
          ) : null}
        </div>
        <QueryView query={checks}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                icon={<ListChecks aria-hidden />}
                title={t("playground.checksEmpty")}
                description={t("playground.checksEmptyDetail")}
              />
            ) : (
              <>
                <p role="status" className="text-sm font-medium">
                  {t("playground.passedOf", {
                    passed: items.filter((check) => check.result?.passed).length,
                    count: items.length,
                  })}
                </p>
                <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
                  {items.map((check) => (
                    <Row key={check.id} check={check} canWrite={canWrite} />
                  ))}
                </ul>
              </>
            )
          }
        </QueryView>
      </div>
    </div>
  );
}

function Row({ check, canWrite }: { check: Check; canWrite: boolean }): ReactElement {
  const remove = useAction(
    () =>
      unwrap(
        api.DELETE("/api/v1/knowledge/checks/{check_id}", {
          params: { path: { check_id: check.id } },
        }),
      ),
    { refreshes: [keys.knowledgeChecks] },
  );
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Sign check={check} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium" dir="auto">
          {check.question}
          {check.changed ? <Badge tone="info">{t("playground.changed")}</Badge> : null}
        </p>
        <p className="text-sm text-muted">
          {check.article_id ? (
            <Link href={href("article", { id: check.article_id })} className="hover:underline">
              {t("playground.expectsArticle", { title: check.article_title ?? "" })}
            </Link>
          ) : (
            t("playground.expectsNothing")
          )}
        </p>
        {check.result && !check.result.passed ? (
          <p className="text-sm text-danger-text">{foundInstead(check.result)}</p>
        ) : null}
      </div>
      {canWrite ? (
        <IconButton
          label={t("common.remove")}
          loading={remove.isPending}
          onClick={() => remove.mutate(undefined)}
        >
          <Trash2 size={16} aria-hidden />
        </IconButton>
      ) : null}
    </li>
  );
}

function Sign({ check }: { check: Check }): ReactElement {
  const passed = check.result?.passed;
  const Icon = passed === undefined ? CircleDashed : passed ? CircleCheck : CircleX;
  const tone =
    passed === undefined ? "text-faint" : passed ? "text-success-text" : "text-danger-text";
  const said =
    passed === undefined
      ? t("playground.notRun")
      : t(passed ? "playground.passed" : "playground.failedCheck");
  return (
    <span className={`mt-0.5 ${tone}`}>
      <Icon size={18} aria-hidden />
      <span className="visually-hidden">{said}</span>
    </span>
  );
}

function foundInstead(result: NonNullable<Check["result"]>): string {
  const decision = t(`playground.decision.${result.decision}`).toLocaleLowerCase();
  return result.title
    ? t("playground.foundArticle", {
        title: result.title,
        confidence: percent(result.confidence),
        decision,
      })
    : t("playground.foundNothing", { decision });
}

"use client";

import type { HeldJob } from "@switchboard/api-client";
import { Badge, Button, Card, EmptyState } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCw, Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { QueryView } from "@/components/QueryView";
import { api, unwrap } from "@/shared/api";
import { dateTime } from "@/shared/format";
import { keys } from "@/shared/keys";
import { t, tn } from "@/features/developers/texts";
import { useAction } from "@/shared/useAction";

const REFRESH_MS = 30_000;

/** Jobs that failed too often and wait for a decision. */
export function HeldJobs(): ReactElement {
  const list = useQuery({
    queryKey: keys.heldJobs,
    queryFn: async () => (await unwrap(api.GET("/api/v1/jobs/held"))).items,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card title={t("developers.jobs")} description={t("developers.jobsLead")}>
      <QueryView query={list} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={<CircleCheck aria-hidden />}
              title={t("developers.noJobs")}
              description={t("developers.noJobsDetail")}
            />
          ) : (
            <ul className="divide-y divide-line">
              {items.map((job) => (
                <JobRow key={job.id} job={job} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}

function JobRow({ job }: { job: HeldJob }): ReactElement {
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="font-mono text-sm font-medium">{job.name}</p>
        <Badge tone="danger">{tn("developers.attempts", job.attempts)}</Badge>
        <span className="text-sm text-faint">{dateTime(job.created_at)}</span>
        <span className="flex-1" />
        <JobActions job={job} />
      </div>
      {job.error ? (
        <p className="rounded-md bg-danger-soft px-3 py-2 font-mono text-xs break-words text-danger-text">
          {job.error}
        </p>
      ) : null}
      <details className="text-sm">
        <summary className="min-h-6 cursor-pointer text-muted">{t("developers.payload")}</summary>
        <pre className="mt-1 overflow-x-auto rounded-md bg-surface-2 p-3 font-mono text-xs">
          {JSON.stringify(job.payload, null, 2)}
        </pre>
      </details>
    </li>
  );
}

function JobActions({ job }: { job: HeldJob }): ReactElement {
  const [asking, setAsking] = useState(false);
  const params = { path: { job_id: job.id } };
  const replay = useAction(() => unwrap(api.POST("/api/v1/jobs/{job_id}/replay", { params })), {
    refreshes: [keys.heldJobs],
    done: t("developers.replayed"),
  });
  const remove = useAction(() => unwrap(api.DELETE("/api/v1/jobs/{job_id}", { params })), {
    refreshes: [keys.heldJobs],
    done: t("developers.jobDeleted"),
  });
  return (
    <>
      <Button
        size="sm"
        icon={<RotateCw size={14} aria-hidden />}
        loading={replay.isPending}
        onClick={() => replay.mutate(undefined)}
      >
        {t("developers.replay")}
      </Button>
      <Button size="sm" icon={<Trash2 size={14} aria-hidden />} onClick={() => setAsking(true)}>
        {t("common.delete")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("developers.deleteJobTitle")}
        description={t("developers.deleteJobDetail")}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  );
}

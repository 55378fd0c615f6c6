"use client";

import type { HeldJob } from "@switchboard/api-client";
import { Button, Card, type Column } from "@switchboard/ui";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCw, Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { CopyBlock } from "@/components/CopyButton";
import { Sheet } from "@/components/Sheet";
import { Actions } from "@/components/table/cells";
import { ListTable } from "@/components/table/ListTable";
import { useSelection } from "@/components/table/selection";
import { api, unwrap } from "@/shared/api";
import { count, dateTime } from "@/shared/format";
import { keys } from "@/shared/keys";
import { wholeList } from "@/shared/lists/pages";
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
  const jobs = list.data ?? [];
  const selection = useSelection(jobs.map(({ id }) => String(id)));
  return (
    <Card title={t("developers.jobs")} description={t("developers.jobsLead")}>
      <ListTable
        title={t("developers.jobs")}
        list={wholeList(list)}
        columns={columns()}
        rowKey={({ id }) => String(id)}
        rowName={({ name }) => name}
        sortPart="jobs"
        selection={selection}
        bulk={<JobActions jobs={jobs.filter(({ id }) => selection.selected.has(String(id)))} />}
        empty={{
          icon: <CircleCheck aria-hidden />,
          title: t("developers.noJobs"),
          description: t("developers.noJobsDetail"),
        }}
      />
    </Card>
  );
}

function columns(): Column<HeldJob>[] {
  return [
    {
      id: "name",
      header: t("common.name"),
      sortable: true,
      text: ({ name }) => name,
      cell: (job) => <JobName job={job} />,
    },
    {
      id: "attempts",
      header: t("developers.attemptsColumn"),
      width: "w-28",
      align: "end",
      sortable: true,
      text: ({ attempts }) => attempts,
      cell: ({ attempts }) => count(attempts),
    },
    {
      id: "created",
      header: t("developers.createdColumn"),
      width: "w-44",
      sortable: true,
      from: "md",
      text: (job) => job.created_at,
      cell: (job) => <span className="text-sm text-faint">{dateTime(job.created_at)}</span>,
    },
    {
      id: "actions",
      header: t("table.actions"),
      width: "w-52",
      align: "end",
      cell: (job) => <JobActions jobs={[job]} />,
    },
  ];
}

/** The job, what went wrong, and in a drawer all that is known of it. */
function JobName({ job }: { job: HeldJob }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="block max-w-full cursor-pointer truncate rounded-sm font-mono text-sm font-medium hover:underline"
      >
        {job.name}
      </button>
      {job.error ? (
        <span className="line-clamp-2 text-sm break-words text-danger-text">{job.error}</span>
      ) : null}
      <Sheet open={open} onOpenChange={setOpen} title={job.name}>
        <div className="flex flex-col gap-4 text-sm">
          <p className="text-muted">
            {tn("developers.attempts", job.attempts)} · {dateTime(job.created_at)}
          </p>
          {job.error ? (
            <pre className="rounded-md bg-danger-soft p-3 text-xs break-words whitespace-pre-wrap text-danger-text">
              {job.error}
            </pre>
          ) : null}
          <CopyBlock text={JSON.stringify(job.payload, null, 2)} label={t("developers.payload")} />
        </div>
      </Sheet>
    </>
  );
}

/** Runs jobs again, or gives them up. */
function JobActions({ jobs }: { jobs: readonly HeldJob[] }): ReactElement {
  const [asking, setAsking] = useState(false);
  const each = (run: (job: HeldJob) => Promise<unknown>) => () => Promise.all(jobs.map(run));
  const at = (job: HeldJob) => ({ params: { path: { job_id: job.id } } });
  const refreshes = [keys.heldJobs];
  const replay = useAction(
    each((job) => unwrap(api.POST("/api/v1/jobs/{job_id}/replay", at(job)))),
    { refreshes, done: t("developers.replayed") },
  );
  const remove = useAction(
    each((job) => unwrap(api.DELETE("/api/v1/jobs/{job_id}", at(job)))),
    { refreshes, done: t("developers.jobDeleted"), onDone: () => setAsking(false) },
  );
  return (
    <Actions>
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
        title={tn("developers.deleteJobs", jobs.length)}
        description={t("developers.deleteJobDetail")}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </Actions>
  );
}

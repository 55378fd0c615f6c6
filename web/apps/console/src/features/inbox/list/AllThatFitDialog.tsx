"use client";

import { Button, Dialog, ErrorNotice, Progress } from "@switchboard/ui";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useRef, useState } from "react";

import { sentenceOf } from "@/shared/api";
import { count } from "@/shared/format";
import type { ListQuery } from "@/shared/lists/query";
import { listUpdates } from "@/shared/lists/updates";
import { t, tn } from "@/features/inbox/texts";

import type { Action } from "./actions";
import { actOnAll, askByFilter, askByIds, inverse, type Outcome } from "./allThatFit";

/** What is to be done to all that fit a view. */
export interface AskedOfAll {
  query: ListQuery;
  action: Action;
  /** What it does, as its button says it. */
  name: string;
  /** How many fit; null when nobody counted so far. */
  fitting: number | null;
}

interface AllThatFitDialogProps extends AskedOfAll {
  /** Hears whether anything was done. */
  onClose: (begun: boolean) => void;
}

/** Asks before something is done to a whole view, shows how far it is, and says how it went. */
export function AllThatFitDialog(props: AllThatFitDialogProps): ReactElement {
  const { query, action, name, fitting, onClose } = props;
  const run = useRun(fitting);
  const undo = inverse(action, query);
  const close = (): void => {
    run.stop();
    onClose(run.phase !== "asked");
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={name}
      closeLabel={t("common.close")}
      size="sm"
      footer={
        run.phase === "asked" ? (
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button variant="primary" onClick={() => void run.start(askByFilter(query, action))}>
              {name}
            </Button>
          </>
        ) : run.phase === "running" ? (
          <Button onClick={run.stop}>{t("list.all.stop")}</Button>
        ) : (
          <>
            {undo && !run.undone && run.outcome.done.length > 0 ? (
              <Button onClick={() => void run.start(askByIds(run.outcome.done, undo), true)}>
                {t("list.all.undo")}
              </Button>
            ) : null}
            <Button variant="primary" onClick={close}>
              {t("common.close")}
            </Button>
          </>
        )
      }
    >
      {run.phase === "asked" ? (
        <p className="text-sm text-muted">
          {fitting === null
            ? t("list.all.askUncounted")
            : tn("list.all.ask", fitting, { count: count(fitting) })}
        </p>
      ) : (
        <Result {...run} />
      )}
    </Dialog>
  );
}

interface Run {
  phase: "asked" | "running" | "over";
  outcome: Outcome;
  /** How many there are to go through; null when that is not known. */
  all: number | null;
  undone: boolean;
  stopped: boolean;
  error: unknown;
}

function useRun(fitting: number | null) {
  const client = useQueryClient();
  const halt = useRef(false);
  const [run, setRun] = useState<Run>({
    phase: "asked",
    outcome: { done: [], skipped: new Map() },
    all: fitting,
    undone: false,
    stopped: false,
    error: null,
  });
  const put = (part: Partial<Run>): void => setRun((before) => ({ ...before, ...part }));
  const start = async (ask: Parameters<typeof actOnAll>[0], undone = false): Promise<void> => {
    halt.current = false;
    const all = undone ? run.outcome.done.length : fitting;
    put({ phase: "running", outcome: { done: [], skipped: new Map() }, all, undone, error: null });
    let changed: readonly string[] = [];
    const tell = (so: Outcome): void => {
      changed = so.done;
      put({ outcome: { ...so } });
    };
    try {
      await actOnAll(ask, tell, () => halt.current);
    } catch (error) {
      put({ error });
    }
    put({ phase: "over", stopped: halt.current });
    listUpdates(client).changed(...changed);
  };
  return { ...run, start, stop: () => void (halt.current = true) };
}

function Result({ phase, outcome, all, undone, stopped, error }: Run): ReactElement {
  const skipped = [...outcome.skipped.values()].reduce((sum, number) => sum + number, 0);
  const met = outcome.done.length + skipped;
  const changed = { count: count(outcome.done.length) };
  const said: ReactNode =
    phase === "running"
      ? all === null
        ? tn("list.all.so", met, { count: count(met) })
        : t("list.all.soOf", { count: count(met), all: count(all) })
      : undone
        ? tn("list.all.undone", outcome.done.length, changed)
        : tn("list.done", outcome.done.length, changed);
  return (
    <div className="flex flex-col gap-3 text-sm">
      {phase === "running" ? (
        <Progress label={t("list.all.progress")} value={all ? Math.min(1, met / all) : null} />
      ) : null}
      <p role="status">
        {said}
        {stopped && phase === "over" ? ` ${t("list.all.stopped")}` : null}
      </p>
      {skipped > 0 && phase === "over" ? (
        <div className="text-muted">
          <p>{tn("list.all.skipped", skipped, { count: count(skipped) })}</p>
          <ul className="mt-1 list-disc pl-5">
            {[...outcome.skipped].map(([why, times]) => (
              <li key={why}>{`${why || t("common.failed")} (${count(times)})`}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {error ? <ErrorNotice title={t("list.all.brokeOff")} detail={sentenceOf(error)} /> : null}
    </div>
  );
}

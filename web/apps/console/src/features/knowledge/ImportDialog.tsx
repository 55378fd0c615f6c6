"use client";

import type { ImportResult } from "@switchboard/api-client";
import { Button, classes, Dialog } from "@switchboard/ui";
import { CircleAlert, FileUp } from "lucide-react";
import { type ReactElement, useState } from "react";

import { FormError } from "@/components/FormError";
import { keys } from "@/shared/keys";
import { t, tn } from "@/shared/t";
import { useAction } from "@/shared/useAction";

import { importFiles } from "./queries";

interface ImportDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Takes Markdown and JSON files, and says for each what came of it. */
export function ImportDialog({ open, onOpenChange }: ImportDialogProps): ReactElement {
  const run = useAction(importFiles, { refreshes: [keys.articles], quiet: true });
  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) run.reset();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={t("knowledge.importTitle")}
      description={t("knowledge.importLead")}
      closeLabel={t("common.close")}
      footer={
        run.data ? (
          <>
            <Button onClick={() => run.reset()}>{t("knowledge.importMore")}</Button>
            <Button variant="primary" onClick={() => close(false)}>
              {t("knowledge.importDone")}
            </Button>
          </>
        ) : null
      }
    >
      {run.data ? (
        <Result result={run.data} />
      ) : (
        <DropZone busy={run.isPending} onFiles={(files) => run.mutate(files)} />
      )}
      <FormError error={run.error} />
    </Dialog>
  );
}

function DropZone(props: { busy: boolean; onFiles: (files: File[]) => void }): ReactElement {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) props.onFiles(files);
  };
  return (
    // Dropping is a shortcut for the file input inside, which the keyboard reaches.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      className={classes(
        "flex cursor-pointer flex-col items-center gap-2 rounded-lg border-2 border-dashed px-4 py-10 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus",
        over ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-surface-2",
      )}
    >
      <FileUp size={28} aria-hidden className="text-faint" />
      <span className="font-medium">
        {props.busy ? t("knowledge.importing") : t("knowledge.dropHere")}
      </span>
      <span className="text-sm text-muted">{t("knowledge.dropKinds")}</span>
      <input
        type="file"
        multiple
        accept=".md,.markdown,.json"
        disabled={props.busy}
        className="visually-hidden"
        onChange={(event) => take(event.currentTarget.files)}
      />
    </label>
  );
}

function Result({ result }: { result: ImportResult }): ReactElement {
  const errors = result.errors ?? [];
  const counts = [
    [t("knowledge.created"), result.created ?? 0],
    [t("knowledge.updated"), result.updated ?? 0],
    [t("knowledge.unchanged"), result.unchanged ?? 0],
  ] as const;
  return (
    <div role="status" className="flex flex-col gap-4">
      <dl className="grid grid-cols-3 gap-3 text-center">
        {counts.map(([label, value]) => (
          <div key={label} className="flex flex-col-reverse rounded-lg bg-surface-2 py-3">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="text-xl font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {errors.length > 0 ? (
        <section>
          <h3 className="mb-2 flex items-center gap-1.5 font-medium text-danger-text">
            <CircleAlert size={16} aria-hidden />
            {tn("knowledge.importErrors", errors.length)}
          </h3>
          <ul className="flex flex-col gap-2">
            {errors.map((error, index) => (
              <li key={index} className="rounded-md bg-danger-soft px-3 py-2 text-sm">
                <p className="font-mono text-xs font-medium break-all">{error.name}</p>
                <p>{error.detail}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

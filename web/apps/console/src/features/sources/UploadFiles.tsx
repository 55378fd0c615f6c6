"use client";

import type { ImportResult } from "@switchboard/api-client";
import { Button, classes, Progress, Spinner } from "@switchboard/ui";
import { CircleAlert, CircleCheck, File as FileIcon, FileUp } from "lucide-react";
import { type ReactElement, useState } from "react";

import { fileSize } from "@/shared/format";
import { t, tn } from "@/features/sources/texts";

import { ACCEPTED, type UploadOptions } from "./upload";
import { type Upload, useUploads } from "./useUploads";

/** A place to drop files, and below it how far each one is and what came of it. */
export function UploadFiles({ options = NOTHING }: { options?: UploadOptions }): ReactElement {
  const { uploads, start, again } = useUploads(options);
  return (
    <div className="flex flex-col gap-4">
      <DropZone onFiles={(files) => void start(files)} />
      {uploads.length > 0 ? (
        <ul aria-label={t("sources.files")} className="flex flex-col gap-2">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} onAgain={() => again(upload)} />
          ))}
        </ul>
      ) : null}
      <p role="status" className="visually-hidden">
        {statusOf(uploads)}
      </p>
    </div>
  );
}

const NOTHING: UploadOptions = {};

function statusOf(uploads: readonly Upload[]): string {
  const ended = uploads.filter(({ state }) => state === "done" || state === "failed").length;
  return uploads.length > 0 && ended === uploads.length ? tn("sources.filesRead", ended) : "";
}

function DropZone({ onFiles }: { onFiles: (files: File[]) => void }): ReactElement {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
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
        "flex cursor-pointer flex-col items-center gap-2 rounded-lg border-2 border-dashed px-4 py-8 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus",
        over ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-surface-2",
      )}
    >
      <FileUp size={28} aria-hidden className="text-faint" />
      <span className="font-medium">{t("sources.dropHere")}</span>
      <span className="max-w-prose text-sm text-muted text-pretty">{t("sources.dropKinds")}</span>
      <input
        type="file"
        multiple
        accept={ACCEPTED.join(",")}
        className="visually-hidden"
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}

function UploadRow({ upload, onAgain }: { upload: Upload; onAgain: () => void }): ReactElement {
  const { file, state, sent, result, error } = upload;
  const problems = result?.errors ?? [];
  const notes = result?.notes ?? [];
  const edited = problems.some((problem) => problem.edited);
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-3 py-2.5">
      <div className="flex items-center gap-3">
        <StateIcon upload={upload} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{file.name}</span>
          <span className="block text-sm text-muted">
            {error ?? (result ? summary(result) : `${fileSize(file.size)} · ${t(STATES[state])}`)}
          </span>
        </span>
        {edited ? (
          <Button size="sm" onClick={onAgain}>
            {t("sources.replaceEdited")}
          </Button>
        ) : null}
      </div>
      {state === "sending" || state === "reading" ? (
        <Progress
          label={t("sources.sent", { name: file.name })}
          value={state === "sending" ? sent : null}
        />
      ) : null}
      {problems.length > 0 ? (
        <ul className="flex flex-col gap-1.5">
          {problems.map(({ name, detail }, index) => (
            <li key={index} className="rounded-md bg-danger-soft px-2.5 py-1.5 text-sm">
              <span className="block font-mono text-xs font-medium break-all">{name}</span>
              {detail}
            </li>
          ))}
        </ul>
      ) : null}
      {notes.length > 0 ? (
        <ul className="flex flex-col gap-1.5">
          {notes.map(({ name, detail }, index) => (
            <li key={index} className="rounded-md bg-surface-2 px-2.5 py-1.5 text-sm">
              <span className="block font-mono text-xs font-medium break-all">{name}</span>
              {detail}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

const STATES = {
  waiting: "sources.uploadWaiting",
  sending: "sources.uploadSending",
  reading: "sources.uploadReading",
  done: "sources.uploadDone",
  failed: "sources.uploadFailed",
} as const;

function StateIcon({ upload }: { upload: Upload }): ReactElement {
  const failed = upload.state === "failed" || (upload.result?.errors?.length ?? 0) > 0;
  if (failed) return <CircleAlert size={18} aria-hidden className="shrink-0 text-danger-text" />;
  if (upload.state === "done") {
    return <CircleCheck size={18} aria-hidden className="shrink-0 text-success-text" />;
  }
  if (upload.state === "waiting") {
    return <FileIcon size={18} aria-hidden className="shrink-0 text-faint" />;
  }
  return <Spinner size={18} />;
}

function summary({ created = 0, updated = 0, unchanged = 0, errors = [] }: ImportResult): string {
  const parts = [
    created > 0 ? tn("sources.created", created) : "",
    updated > 0 ? tn("sources.updated", updated) : "",
    unchanged > 0 ? tn("sources.unchanged", unchanged) : "",
    errors.length > 0 ? tn("sources.problems", errors.length) : "",
  ].filter(Boolean);
  return parts.join(" · ") || t("sources.nothingInIt");
}

"use client";

import type { Attachment } from "@switchboard/api-client";
import { useCallback, useRef, useState } from "react";

import { t } from "@/features/inbox/texts";

/** A file on its way to the server, there, or refused. */
export interface Upload {
  key: string;
  name: string;
  size: number;
  /** 0..1 */
  progress: number;
  attachment?: Attachment;
  error?: string;
}

const MOST = 10;

/** Files that go along with the next message: sent as soon as they are chosen, so that sending is quick. */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, XMLHttpRequest>());

  const set = useCallback((key: string, change: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }, []);

  const add = useCallback(
    (files: readonly File[]) => {
      const made = files.slice(0, MOST).map((file) => ({ file, key: crypto.randomUUID() }));
      setUploads((all) =>
        [
          ...all,
          ...made.map(({ file, key }) => ({ key, name: file.name, size: file.size, progress: 0 })),
        ].slice(0, MOST),
      );
      for (const { file, key } of made) {
        const request = sendFile(file, (change) => {
          if (change.attachment ?? change.error) running.current.delete(key);
          set(key, change);
        });
        running.current.set(key, request);
      }
    },
    [set],
  );

  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  }, []);

  const clear = useCallback(() => setUploads([]), []);

  /** Puts files back that had been sent to the server before, as when a reply is taken back. */
  const restore = useCallback((attachments: readonly Attachment[]) => {
    setUploads(
      attachments.map((attachment) => ({
        key: attachment.id,
        name: attachment.name,
        size: attachment.size,
        progress: 1,
        attachment,
      })),
    );
  }, []);

  return {
    uploads,
    add,
    remove,
    clear,
    restore,
    ready: uploads.flatMap(({ attachment }) => attachment ?? []),
    busy: uploads.some(({ attachment, error }) => !attachment && !error),
  };
}

/** By XMLHttpRequest, as fetch does not tell how far an upload has come. */
function sendFile(file: File, tell: (change: Partial<Upload>) => void): XMLHttpRequest {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", file, file.name);
  request.open("POST", "/api/v1/attachments");
  request.responseType = "json";
  request.setRequestHeader("Idempotency-Key", crypto.randomUUID());
  request.upload.onprogress = ({ loaded, total }) => tell({ progress: total ? loaded / total : 0 });
  request.onload = () => {
    if (request.status < 300) tell({ progress: 1, attachment: request.response as Attachment });
    else tell({ error: detailOf(request.response) });
  };
  request.onerror = () => tell({ error: t("composer.uploadFailed") });
  request.send(form);
  return request;
}

function detailOf(problem: unknown): string {
  const detail =
    typeof problem === "object" && problem !== null && "detail" in problem ? problem.detail : null;
  return typeof detail === "string" ? detail : t("composer.uploadFailed");
}

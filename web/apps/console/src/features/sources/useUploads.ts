"use client";

import type { ImportResult } from "@switchboard/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";

import { sentenceOf } from "@/shared/api";
import { keys } from "@/shared/keys";

import { uploadFile, type UploadOptions } from "./upload";

const AT_ONCE = 2;

/** One file on its way: the share that was sent, then what came of it. */
export interface Upload {
  id: number;
  file: File;
  state: "waiting" | "sending" | "reading" | "done" | "failed";
  sent: number;
  result?: ImportResult;
  error?: string;
}

let lastId = 0;

/** Sends files two at a time, and keeps what came of each. */
export function useUploads(options: UploadOptions) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);

  const change = useCallback((id: number, part: Partial<Upload>) => {
    setUploads((known) => known.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }, []);

  const start = useCallback(
    async (files: readonly File[], overwrite = false) => {
      const added = files.map((file): Upload => {
        lastId += 1;
        return { id: lastId, file, state: "waiting", sent: 0 };
      });
      setUploads((known) => [...known, ...added]);
      const queue = [...added];
      const lane = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          await send(next, { ...options, overwrite }, change);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.sources }),
        client.invalidateQueries({ queryKey: keys.articles }),
      ]);
    },
    [client, change, options],
  );

  const again = useCallback(
    (upload: Upload) => {
      setUploads((known) => known.filter((one) => one.id !== upload.id));
      void start([upload.file], true);
    },
    [start],
  );

  return { uploads, start, again, clear: () => setUploads([]) };
}

async function send(
  upload: Upload,
  options: UploadOptions,
  change: (id: number, part: Partial<Upload>) => void,
): Promise<void> {
  change(upload.id, { state: "sending" });
  try {
    const result = await uploadFile(upload.file, options, (share) =>
      change(upload.id, { sent: share, state: share < 1 ? "sending" : "reading" }),
    );
    change(upload.id, { state: "done", sent: 1, result });
  } catch (error) {
    change(upload.id, { state: "failed", error: sentenceOf(error) });
  }
}

import type { ImportResult } from "@switchboard/api-client";
import { problemFrom, unreachable } from "@switchboard/api-client";

import { api, unwrap } from "@/shared/api";

export const ACCEPTED = [
  ".md",
  ".markdown",
  ".html",
  ".htm",
  ".pdf",
  ".docx",
  ".csv",
  ".json",
  ".txt",
  ".zip",
] as const;
const IMPORT = "/api/v1/knowledge/import";

export interface UploadOptions {
  sourceId?: string;
  overwrite?: boolean;
}

/**
 * Sends one file and tells how much of it has left. `fetch` cannot tell that of an upload, so this
 * is an XMLHttpRequest; a session that has run out is renewed by an ordinary call, once.
 */
export async function uploadFile(
  file: File,
  options: UploadOptions,
  onProgress: (share: number) => void,
): Promise<ImportResult> {
  const first = await send(file, options, onProgress);
  if (first.status !== 401) return resultOf(first);
  await unwrap(api.GET("/api/v1/me"));
  return resultOf(await send(file, options, onProgress));
}

function send(
  file: File,
  { sourceId, overwrite = false }: UploadOptions,
  onProgress: (share: number) => void,
): Promise<Response> {
  const form = new FormData();
  // The whole path: files of the same name in two folders are two articles.
  form.append("files", file, file.webkitRelativePath || file.name);
  form.append("overwrite", String(overwrite));
  if (sourceId) form.append("source_id", sourceId);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", IMPORT);
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onProgress(loaded / total);
    };
    request.onload = () => {
      const type = request.getResponseHeader("Content-Type") ?? "";
      const headers = { "Content-Type": type };
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.onerror = () => reject(unreachable());
    request.send(form);
  });
}

async function resultOf(response: Response): Promise<ImportResult> {
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => undefined);
    throw await problemFrom(response, body);
  }
  return (await response.json()) as ImportResult;
}

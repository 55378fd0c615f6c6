import { classes, IconButton, Progress } from "@switchboard/ui";
import { CircleAlert, File, X } from "lucide-react";
import type { ReactElement } from "react";

import { t } from "@/features/inbox/texts";

import type { Upload } from "./useUploads";

/** The files that go along, each with how far it has come. */
export function UploadList(props: {
  uploads: readonly Upload[];
  onRemove: (key: string) => void;
}): ReactElement | null {
  if (props.uploads.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-2 pt-2">
      {props.uploads.map((upload) => (
        <li
          key={upload.key}
          className={classes(
            "relative flex max-w-full items-center gap-2 overflow-hidden rounded-md border py-1 pr-1 pl-2 text-sm",
            upload.error ? "border-danger bg-danger-soft" : "border-line bg-surface",
          )}
        >
          <Thumbnail upload={upload} />
          <span className="min-w-0">
            <span className="block max-w-48 truncate">{upload.name}</span>
            {upload.error ? (
              <span className="block max-w-64 text-xs text-danger-text">{upload.error}</span>
            ) : null}
          </span>
          <IconButton
            size="sm"
            label={t("composer.removeFile", { name: upload.name })}
            onClick={() => props.onRemove(upload.key)}
          >
            <X size={14} aria-hidden />
          </IconButton>
          {!upload.attachment && !upload.error ? (
            <span className="absolute inset-x-0 bottom-0">
              <Progress
                label={t("composer.uploading", { name: upload.name })}
                value={upload.progress}
              />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Thumbnail({ upload }: { upload: Upload }): ReactElement {
  const picture = upload.attachment?.thumbnail_url;
  if (upload.error) return <CircleAlert size={18} aria-hidden className="text-danger-text" />;
  if (picture) return <img src={picture} alt="" className="size-8 rounded object-cover" />;
  return <File size={18} aria-hidden className="text-muted" />;
}

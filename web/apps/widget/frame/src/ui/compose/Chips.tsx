import { fileSize } from "@switchboard/chat";
import { FileText, X } from "lucide-react";
import type { ReactElement } from "react";

import type { Upload } from "../../state/uploads";
import type { Texts } from "../../texts";
import { useValue } from "../use";
import type { DraftFiles } from "./useDraftFiles";

/** The files that will go with the next message, each with how far it is and a way to take it back. */
export default function Chips({
  files,
  texts,
  locale,
}: {
  files: DraftFiles;
  texts: Texts;
  locale: string;
}): ReactElement {
  return (
    <ul className="sbw-chips">
      {files.uploads.map((upload) => (
        <Chip
          key={upload.file.key}
          {...{ upload, texts, locale }}
          onRemove={() => files.remove(upload)}
        />
      ))}
    </ul>
  );
}

function Chip({
  upload,
  texts,
  locale,
  onRemove,
}: {
  upload: Upload;
  texts: Texts;
  locale: string;
  onRemove: () => void;
}): ReactElement {
  const { share, attachment } = useValue(upload.progress);
  const { name, blob } = upload.file;
  return (
    <li className="sbw-chip">
      {upload.preview ? <img src={upload.preview} alt="" /> : <FileText size={18} aria-hidden />}
      <span className="sbw-chip-words">
        <span className="sbw-chip-name" dir="auto">
          {name}
        </span>
        {attachment ? (
          <span>{fileSize(blob.size, locale)}</span>
        ) : (
          <progress value={share} max={1} aria-label={name} />
        )}
      </span>
      <button type="button" aria-label={texts.remove({ name })} onClick={onRemove}>
        <X size={14} aria-hidden />
      </button>
    </li>
  );
}

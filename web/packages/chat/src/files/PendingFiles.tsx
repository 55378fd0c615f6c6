import { Loader } from "lucide-react";
import type { ReactElement } from "react";

import type { PendingFile } from "../types";

/** Files on their way, each with how far it is. */
export default function PendingFiles({ files }: { files: readonly PendingFile[] }): ReactElement {
  return (
    <div className="sbc-files">
      {files.map((file) => (
        <div key={file.key} className="sbc-file" data-pending>
          {file.preview ? (
            <img className="sbc-file-preview" src={file.preview} alt="" />
          ) : (
            <Loader size={18} className="sbc-turning" aria-hidden />
          )}
          <span className="sbc-file-name" dir="auto">
            {file.name}
          </span>
          <progress value={file.progress} max={1} aria-label={file.name} />
        </div>
      ))}
    </div>
  );
}

import { Download, FileText } from "lucide-react";
import { lazy, type ReactElement, Suspense, useState } from "react";

import type { Attachment, FileLabels } from "../types";
import { useFileUrl } from "./access";
import { fileSize } from "./size";
import { Waveform } from "./Waveform";

const Player = lazy(() => import("./Player"));
const Viewer = lazy(() => import("./Viewer"));

const PICTURE_PX = 240;
const isPicture = (file: Attachment): boolean =>
  file.media_type.startsWith("image/") && Boolean(file.thumbnail_url);

/** The files of a message: pictures together, then sound, films, and the rest as cards. */
export default function Attachments({
  files,
  labels,
  locale,
}: {
  files: readonly Attachment[];
  labels: FileLabels;
  locale: string | undefined;
}): ReactElement {
  const [open, setOpen] = useState<number | null>(null);
  const pictures = files.filter(isPicture);
  return (
    <div className="sbc-files">
      {pictures.length > 0 ? (
        <div className="sbc-pictures" data-many={pictures.length > 1 || undefined}>
          {pictures.map((file, index) => (
            <Picture key={file.id} file={file} labels={labels} onOpen={() => setOpen(index)} />
          ))}
        </div>
      ) : null}
      {files
        .filter((file) => !isPicture(file))
        .map((file) => (
          <OneFile key={file.id} {...{ file, labels, locale }} />
        ))}
      {open === null ? null : (
        <Suspense fallback={null}>
          <Viewer pictures={pictures} start={open} labels={labels} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

function OneFile({
  file,
  labels,
  locale,
}: {
  file: Attachment;
  labels: FileLabels;
  locale: string | undefined;
}): ReactElement {
  if (file.media_type.startsWith("audio/")) {
    return (
      <Suspense fallback={<Quiet file={file} />}>
        <Player file={file} labels={labels} />
      </Suspense>
    );
  }
  if (file.media_type.startsWith("video/")) return <Film {...{ file, labels }} />;
  return <FileCard {...{ file, labels, locale }} />;
}

/** A picture's thumbnail, in its own proportions from the start so that nothing jumps. */
function Picture({
  file,
  labels,
  onOpen,
}: {
  file: Attachment;
  labels: FileLabels;
  onOpen: () => void;
}): ReactElement {
  const { url, failed, renew } = useFileUrl(file, "thumbnail");
  const [width, height] = [file.width ?? PICTURE_PX, file.height ?? PICTURE_PX];
  if (failed) return <p className="sbc-file-gone">{labels.unavailable}</p>;
  return (
    <button
      type="button"
      className="sbc-picture"
      aria-label={labels.view(file.name)}
      style={{ aspectRatio: `${width} / ${height}`, inlineSize: `${shownWidth(width, height)}px` }}
      onClick={onOpen}
    >
      {url ? <img src={url} alt="" loading="lazy" onError={renew} /> : null}
    </button>
  );
}

function shownWidth(width: number, height: number): number {
  return Math.round(width * Math.min(1, PICTURE_PX / width, PICTURE_PX / height));
}

function Film({ file, labels }: { file: Attachment; labels: FileLabels }): ReactElement {
  const { url, failed, renew } = useFileUrl(file, "original");
  if (failed) return <p className="sbc-file-gone">{labels.unavailable}</p>;
  return (
    // A customer's film has no captions.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <video
      className="sbc-film"
      src={url ?? undefined}
      controls
      preload="metadata"
      aria-label={file.name}
      onError={renew}
    />
  );
}

function FileCard({
  file,
  labels,
  locale,
}: {
  file: Attachment;
  labels: FileLabels;
  locale: string | undefined;
}): ReactElement {
  const { url, failed } = useFileUrl(file, "original");
  const inside = (
    <>
      <FileText size={20} aria-hidden />
      <span className="sbc-file-name" dir="auto">
        {file.name}
      </span>
      <span className="sbc-file-size">
        {failed ? labels.unavailable : fileSize(file.size, locale)}
      </span>
      {url ? <Download size={16} aria-hidden /> : null}
    </>
  );
  if (!url) return <div className="sbc-file">{inside}</div>;
  return (
    <a className="sbc-file" href={url} download={file.name} aria-label={labels.download(file.name)}>
      {inside}
    </a>
  );
}

function Quiet({ file }: { file: Attachment }): ReactElement {
  return (
    <div className="sbc-player">
      <span className="sbc-track">
        <Waveform levels={file.waveform} />
      </span>
    </div>
  );
}

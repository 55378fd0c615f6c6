import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from "lucide-react";
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";

import type { Attachment, FileLabels } from "../types";
import { useFileUrl } from "./access";

const STEP = 1.5;
const MOST = 6;

/**
 * Pictures at full size over everything else. A native modal dialog: it holds the focus, Escape closes it, and the
 * focus goes back to where it was.
 */
export default function Viewer({
  pictures,
  start,
  labels,
  onClose,
}: {
  pictures: readonly Attachment[];
  start: number;
  labels: FileLabels;
  onClose: () => void;
}): ReactElement | null {
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(start);
  const [zoom, setZoom] = useState(1);
  const file = pictures[index];

  const go = (step: number): void => {
    setZoom(1);
    setIndex((known) => (known + step + pictures.length) % pictures.length);
  };
  const enlarge = (factor: number): void =>
    setZoom((known) => Math.min(MOST, Math.max(1, known * factor)));
  useModal(dialog, onClose, (key) => KEYS[key]?.({ go, enlarge }));

  if (!file) return null;
  return (
    <dialog ref={dialog} className="sbc-viewer" aria-label={file.name}>
      <div className="sbc-viewer-bar">
        <span className="sbc-viewer-name" dir="auto">
          {file.name}
        </span>
        <Tool label={labels.zoomOut} disabled={zoom <= 1} onClick={() => enlarge(1 / STEP)}>
          <ZoomOut size={20} aria-hidden />
        </Tool>
        <Tool label={labels.zoomIn} disabled={zoom >= MOST} onClick={() => enlarge(STEP)}>
          <ZoomIn size={20} aria-hidden />
        </Tool>
        <SaveLink key={file.id} file={file} labels={labels} />
        <Tool label={labels.close} onClick={onClose}>
          <X size={20} aria-hidden />
        </Tool>
      </div>
      <Stage key={file.id} {...{ file, zoom, labels }} onZoom={() => setZoom(zoom > 1 ? 1 : 2)} />
      {pictures.length > 1 ? (
        <>
          <Tool className="sbc-viewer-previous" label={labels.previous} onClick={() => go(-1)}>
            <ChevronLeft size={24} aria-hidden />
          </Tool>
          <Tool className="sbc-viewer-next" label={labels.next} onClick={() => go(1)}>
            <ChevronRight size={24} aria-hidden />
          </Tool>
        </>
      ) : null}
    </dialog>
  );
}

/** Shows the dialog above all else while it is there; `onKey` hears of keys that are not Escape. */
function useModal(
  dialog: RefObject<HTMLDialogElement | null>,
  onClose: () => void,
  onKey: (key: string) => void,
): void {
  const now = useRef({ onClose, onKey });
  useEffect(() => {
    now.current = { onClose, onKey };
  });
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return now.current.onKey(event.key);
      // Escape is this dialog's, not the panel's around it.
      event.stopPropagation();
      event.preventDefault();
      now.current.onClose();
    };
    element?.addEventListener("keydown", hear);
    element?.showModal();
    return () => {
      element?.removeEventListener("keydown", hear);
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [dialog]);
}

interface Acts {
  go: (step: number) => void;
  enlarge: (factor: number) => void;
}

const KEYS: Record<string, ((acts: Acts) => void) | undefined> = {
  ArrowLeft: ({ go }) => go(-1),
  ArrowRight: ({ go }) => go(1),
  "+": ({ enlarge }) => enlarge(STEP),
  "=": ({ enlarge }) => enlarge(STEP),
  "-": ({ enlarge }) => enlarge(1 / STEP),
};

/** The picture; enlarged, it is scrolled by wheel, touch, drag bars or arrow keys of the scroll box. */
function Stage({
  file,
  zoom,
  labels,
  onZoom,
}: {
  file: Attachment;
  zoom: number;
  labels: FileLabels;
  onZoom: () => void;
}): ReactElement {
  const { url, failed, renew } = useFileUrl(file, "original");
  if (failed) return <p className="sbc-viewer-gone">{labels.unavailable}</p>;
  return (
    // Enlarged, it scrolls: so the keyboard has to get at it.
    <div
      className="sbc-viewer-stage"
      data-zoomed={zoom > 1 || undefined}
      tabIndex={zoom > 1 ? 0 : undefined}
    >
      {url ? (
        // The buttons above do the same for the keyboard.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
        <img
          src={url}
          alt={file.name}
          style={zoom > 1 ? { inlineSize: `${zoom * 100}%` } : undefined}
          onClick={onZoom}
          onError={renew}
        />
      ) : null}
    </div>
  );
}

function SaveLink({ file, labels }: { file: Attachment; labels: FileLabels }): ReactElement | null {
  const { url } = useFileUrl(file, "original");
  if (!url) return null;
  return (
    <a
      className="sbc-viewer-tool"
      href={url}
      download={file.name}
      aria-label={labels.download(file.name)}
      title={labels.download(file.name)}
    >
      <Download size={20} aria-hidden />
    </a>
  );
}

function Tool({
  label,
  className = "",
  children,
  ...rest
}: {
  label: string;
  className?: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactElement;
}): ReactElement {
  return (
    <button
      type="button"
      className={`sbc-viewer-tool ${className}`}
      aria-label={label}
      title={label}
      {...rest}
    >
      {children}
    </button>
  );
}

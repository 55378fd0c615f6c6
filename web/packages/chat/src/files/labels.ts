import type { ChatLabels, FileLabels } from "../types";

const ENGLISH: FileLabels = {
  view: (name) => `View ${name}`,
  download: (name) => `Download ${name}`,
  play: "Play",
  pause: "Pause",
  position: "Position",
  speed: "Speed",
  voice: "Voice message",
  unavailable: "Not available any more",
  close: "Close",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  previous: "Previous picture",
  next: "Next picture",
  cancel: "Cancel",
};

/** The words of files, in the viewer's language if it has them. */
export function fileLabels(labels: Pick<ChatLabels, "files">): FileLabels {
  return labels.files ?? ENGLISH;
}

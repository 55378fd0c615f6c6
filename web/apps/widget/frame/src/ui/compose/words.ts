import type { FileLabels } from "@switchboard/chat";

import type { Texts } from "../../texts";

/** The words of files and sound, as the chat's components want them. */
export function fileLabelsOf(texts: Texts): FileLabels {
  return {
    view: (name) => texts.view({ name }),
    download: (name) => texts.download({ name }),
    play: texts.play,
    pause: texts.pause,
    position: texts.position,
    speed: texts.speed,
    voice: texts.voiceMessage,
    unavailable: texts.fileGone,
    close: texts.closePicture,
    zoomIn: texts.zoomIn,
    zoomOut: texts.zoomOut,
    previous: texts.previousPicture,
    next: texts.nextPicture,
    cancel: texts.cancel,
  };
}

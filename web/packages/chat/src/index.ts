export { type FileAccess, FilesProvider, useFileUrl } from "./files/access";
export { fileSize } from "./files/size";
export { Composer, type ComposerHandle, type ComposerProps } from "./Composer";
export type { Format } from "./lex";
export { safeUrl } from "./links";
export { Markdown, plainText } from "./Markdown";
export { formatOf, MessageText } from "./MessageText";
export { Sources } from "./Sources";
export { Timeline, type TimelineProps } from "./Timeline";
export { clockTime, dayName, fullTime } from "./time";
export type {
  Attachment,
  Author,
  Card,
  ChatLabels,
  ComposerLabels,
  Draft,
  Entry,
  FileLabels,
  Pending,
  PendingFile,
  Rich,
  Source,
  Viewer,
} from "./types";

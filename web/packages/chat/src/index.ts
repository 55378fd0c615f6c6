export { Composer, type ComposerHandle, type ComposerProps } from "./Composer";
export { Markdown, plainText, safeUrl } from "./Markdown";
export { Sources } from "./Sources";
export { Timeline, type TimelineProps } from "./Timeline";
export { clockTime, dayName, fullTime } from "./time";
export type {
  Author,
  ChatLabels,
  ComposerLabels,
  Draft,
  Entry,
  Pending,
  Source,
  Viewer,
} from "./types";

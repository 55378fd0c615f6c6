import { lazyWhenOpen } from "./lazy";
import type { SheetProps } from "./sheet-props";

export type { SheetProps };

/** A dialog that stands at the end of the line, and fills a phone's screen. */
export const Sheet = lazyWhenOpen<SheetProps>(() => import("./SheetPopup"));

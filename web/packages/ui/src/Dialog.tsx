import type { DialogProps } from "./dialog-props";
import { lazyWhenOpen } from "./lazy";

export type { DialogProps };

/** A modal dialog: starts at its first field, traps the focus, closes by Escape, gives the focus back. */
export const Dialog = lazyWhenOpen<DialogProps>(() => import("./DialogPopup"));

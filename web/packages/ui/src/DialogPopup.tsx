import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactElement, useRef } from "react";

import { classes } from "./classes";
import type { DialogProps } from "./dialog-props";

/** A modal dialog: starts at its first field, traps the focus, closes by Escape, gives the focus back. */
export default function DialogPopup({
  open,
  onOpenChange,
  title,
  description,
  footer,
  closeLabel,
  size = "md",
  children,
}: DialogProps): ReactElement {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="sb-backdrop" />
        <Base.Popup
          ref={popup}
          initialFocus={(how) => firstFocus(popup.current, how === "touch")}
          className={classes("sb-dialog", `sb-dialog-${size}`)}
        >
          <header className="sb-dialog-head">
            <Base.Title className="sb-dialog-title">{title}</Base.Title>
            <Base.Close
              className="sb-button sb-button-ghost sb-button-sm sb-icon-button"
              aria-label={closeLabel}
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          {description ? (
            <Base.Description className="sb-dialog-description">{description}</Base.Description>
          ) : null}
          <div className="sb-dialog-body">{children}</div>
          {footer ? <footer className="sb-dialog-foot">{footer}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

const FIELDS =
  "input:not([type=hidden], [type=file], :disabled), textarea:not(:disabled), [role=combobox]";

/**
 * The first field, or the dialog itself: never the button that closes it. A touch does not open the keyboard
 * over a dialog that was not read yet.
 */
function firstFocus(popup: HTMLElement | null, touch: boolean): HTMLElement | null {
  return (touch ? null : popup?.querySelector<HTMLElement>(FIELDS)) ?? popup;
}

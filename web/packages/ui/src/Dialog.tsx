import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import { classes } from "./classes";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, in a row at the end. */
  footer?: ReactNode;
  closeLabel: string;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
}

/** A modal dialog: traps the focus, closes by Escape, gives the focus back. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  closeLabel,
  size = "md",
  children,
}: DialogProps): ReactElement {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="sb-backdrop" />
        <Base.Popup className={classes("sb-dialog", `sb-dialog-${size}`)}>
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

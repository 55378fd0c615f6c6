import type { ReactElement, ReactNode } from "react";

import { Button, type ButtonProps } from "./Button";
import { classes } from "./classes";
import { tooltip } from "./Tooltip";

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon"> {
  /** Read by screen readers and shown as a tooltip. */
  label: string;
  /** A key shown in the tooltip, for instance "E". */
  shortcut?: string;
  children: ReactNode;
}

/** A square button with only an icon; its label is never optional. */
export function IconButton({
  label,
  shortcut,
  variant = "ghost",
  className,
  children,
  ...rest
}: IconButtonProps): ReactElement {
  return (
    <Button
      {...rest}
      {...tooltip(label, shortcut)}
      variant={variant}
      aria-label={label}
      className={classes("sb-icon-button", className)}
    >
      {children}
    </Button>
  );
}

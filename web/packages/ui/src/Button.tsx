import type { ComponentPropsWithRef, ReactElement, ReactNode } from "react";

import { classes } from "./classes";
import { Spinner } from "./Feedback";
import { Tooltip } from "./Tooltip";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

export interface ButtonProps extends ComponentPropsWithRef<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner and refuses clicks, keeping the width and the focus. */
  loading?: boolean;
  icon?: ReactNode;
}

/** A push button; `type` is "button" unless told otherwise, so that none submits a form by accident. */
export function Button({
  variant = "secondary",
  size = "md",
  loading = false,
  icon,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type={type}
      className={classes("sb-button", `sb-button-${variant}`, `sb-button-${size}`, className)}
      aria-busy={loading || undefined}
      aria-disabled={loading || rest["aria-disabled"]}
      onClick={(event) => {
        if (loading) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {loading ? <Spinner size={14} /> : icon}
      {children}
    </button>
  );
}

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
    <Tooltip label={label} {...(shortcut ? { shortcut } : {})}>
      <Button
        {...rest}
        variant={variant}
        aria-label={label}
        className={classes("sb-icon-button", className)}
      >
        {children}
      </Button>
    </Tooltip>
  );
}

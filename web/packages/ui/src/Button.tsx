import type { ComponentPropsWithRef, ReactElement, ReactNode } from "react";

import { classes } from "./classes";
import { Spinner } from "./Feedback";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

export interface ButtonProps extends ComponentPropsWithRef<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner and refuses clicks, keeping the width and the focus. */
  loading?: boolean;
  icon?: ReactNode;
}

/** The look of a button, for links that are the next step: `LinkButton` of the console. */
export function buttonClasses(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "md",
  className?: string,
): string {
  return classes("sb-button", `sb-button-${variant}`, `sb-button-${size}`, className);
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
      className={buttonClasses(variant, size, className)}
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

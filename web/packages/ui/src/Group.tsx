import { type ReactElement, type ReactNode, useId } from "react";

import { classes } from "./classes";
import type { ControlProps } from "./control-props";

interface GroupProps extends Pick<
  ControlProps,
  "label" | "hideLabel" | "description" | "error" | "className"
> {
  /** Gets what ties label, description and error to the element with the role. */
  children: (tied: {
    "aria-labelledby": string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
}

/** Label, description and error around several controls that are one field. */
export function Group(props: GroupProps): ReactElement {
  const { label, hideLabel = false, description, error, className, children } = props;
  const id = useId();
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean);
  return (
    <div className={classes("flex min-w-0 flex-col gap-1.5", className)}>
      <span id={id} className={classes("sb-label", hideLabel && "sb-hidden")}>
        {label}
      </span>
      {description ? (
        <p id={`${id}-description`} className="sb-description">
          {description}
        </p>
      ) : null}
      {children({
        "aria-labelledby": id,
        "aria-describedby": described.join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error ? (
        <p id={`${id}-error`} className="sb-error">
          {error}
        </p>
      ) : null}
    </div>
  );
}

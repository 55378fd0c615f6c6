import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { type ReactElement, useId } from "react";

import { classes } from "./classes";
import { ITEM, MARK } from "./choice-styles";
import type { ControlProps } from "./control-props";

export interface CheckboxProps extends ControlProps {
  checked: boolean;
  /** Some of what it stands for is chosen, not all. */
  indeterminate?: boolean;
  onCheckedChange: (checked: boolean) => void;
}

/** A yes or no that takes effect when it is saved; `Switch` is for what takes effect at once. */
export function Checkbox(props: CheckboxProps): ReactElement {
  const { label, hideLabel = false, description, error, name, className } = props;
  const { checked, indeterminate = false, onCheckedChange, disabled = false } = props;
  const id = useId();
  const described = [description && `${id}-description`, error && `${id}-error`].filter(Boolean);
  return (
    <div className={classes("flex flex-col", className)}>
      <label className={classes(ITEM.list, hideLabel && "min-h-0")}>
        <Base.Root
          checked={checked}
          indeterminate={indeterminate}
          onCheckedChange={onCheckedChange}
          disabled={disabled}
          {...(name ? { name } : {})}
          aria-labelledby={`${id}-label`}
          aria-describedby={described.join(" ") || undefined}
          aria-invalid={error ? true : undefined}
          className={classes(MARK, "rounded-[5px] focus-visible:outline-offset-1")}
        >
          <CheckMark indeterminate={indeterminate} />
        </Base.Root>
        <span id={`${id}-label`} className={hideLabel ? "sb-hidden" : "min-w-0"}>
          {label}
        </span>
      </label>
      {description ? (
        <p id={`${id}-description`} className="sb-description ps-7">
          {description}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="sb-error ps-7">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** The tick inside a checkbox's box. */
export function CheckMark({ indeterminate = false }: { indeterminate?: boolean }): ReactElement {
  const Icon = indeterminate ? Minus : Check;
  return (
    <Base.Indicator className="flex">
      <Icon size={13} strokeWidth={3} aria-hidden />
    </Base.Indicator>
  );
}

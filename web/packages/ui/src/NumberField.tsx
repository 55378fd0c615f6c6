import { Field } from "@base-ui/react/field";
import { NumberField as Base } from "@base-ui/react/number-field";
import { Minus, Plus } from "lucide-react";
import type { ReactElement } from "react";

import { classes } from "./classes";
import type { ControlProps } from "./control-props";

export interface NumberFieldProps extends ControlProps {
  /** Null while the field is empty. */
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  required?: boolean;
  /** The language whose separators are written and understood. */
  locale?: string;
  /** Names of the two buttons. */
  lessLabel: string;
  moreLabel: string;
}

const BUTTON =
  "grid w-9 shrink-0 place-items-center text-muted hover:bg-surface-2 hover:text-ink data-disabled:opacity-50";

/** A number, typed or stepped with the arrow keys; what is out of range is brought into it. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const { label, hideLabel = false, description, error, name, className, disabled = false } = props;
  const { value, onValueChange, min, max, step = 1, required = false, locale } = props;
  return (
    <Field.Root invalid={Boolean(error)} className={classes("sb-field", className)}>
      <Base.Root
        value={value}
        onValueChange={onValueChange}
        step={step}
        disabled={disabled}
        required={required}
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
        {...(name ? { name } : {})}
        {...(locale ? { locale } : {})}
        className="sb-field"
      >
        <Field.Label className={classes("sb-label", hideLabel && "sb-hidden")}>{label}</Field.Label>
        <Base.Group className="flex overflow-hidden rounded-md border border-control bg-surface focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus data-invalid:border-danger">
          <Base.Input className="min-h-8.5 w-full min-w-0 bg-transparent px-2.5 tabular-nums outline-0 max-md:text-base" />
          <Base.Decrement className={BUTTON} aria-label={props.lessLabel}>
            <Minus size={14} aria-hidden />
          </Base.Decrement>
          <Base.Increment className={BUTTON} aria-label={props.moreLabel}>
            <Plus size={14} aria-hidden />
          </Base.Increment>
        </Base.Group>
      </Base.Root>
      {description ? (
        <Field.Description className="sb-description">{description}</Field.Description>
      ) : null}
      {error ? (
        <Field.Error match className="sb-error">
          {error}
        </Field.Error>
      ) : null}
    </Field.Root>
  );
}

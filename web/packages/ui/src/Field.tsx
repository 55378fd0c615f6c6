import { Field as Base } from "@base-ui/react/field";
import type { ComponentPropsWithRef, ReactElement, ReactNode } from "react";

import { classes } from "./classes";

export interface FieldProps {
  label: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  description?: ReactNode;
  error?: ReactNode;
  className?: string;
}

/** Label, control, description and error, tied together for assistive technology. */
export function Field({
  label,
  hideLabel = false,
  description,
  error,
  className,
  children,
}: FieldProps & { children: ReactNode }): ReactElement {
  return (
    <Base.Root invalid={Boolean(error)} className={classes("sb-field", className)}>
      <Base.Label className={classes("sb-label", hideLabel && "sb-hidden")}>{label}</Base.Label>
      {children}
      {description ? (
        <Base.Description className="sb-description">{description}</Base.Description>
      ) : null}
      {error ? (
        <Base.Error match className="sb-error">
          {error}
        </Base.Error>
      ) : null}
    </Base.Root>
  );
}

export type TextFieldProps = FieldProps & Omit<ComponentPropsWithRef<"input">, keyof FieldProps>;

export function TextField({
  label,
  hideLabel,
  description,
  error,
  className,
  ...input
}: TextFieldProps): ReactElement {
  return (
    <Field {...fieldProps({ label, hideLabel, description, error, className })}>
      <Base.Control render={<input {...input} className="sb-input" />} />
    </Field>
  );
}

export type TextAreaProps = FieldProps & Omit<ComponentPropsWithRef<"textarea">, keyof FieldProps>;

export function TextArea({
  label,
  hideLabel,
  description,
  error,
  className,
  rows = 4,
  ...area
}: TextAreaProps): ReactElement {
  return (
    <Field {...fieldProps({ label, hideLabel, description, error, className })}>
      <Base.Control render={<textarea {...area} rows={rows} className="sb-input sb-textarea" />} />
    </Field>
  );
}

type Loose<T> = { [K in keyof T]: T[K] | undefined };

function fieldProps({
  label,
  hideLabel,
  description,
  error,
  className,
}: Loose<FieldProps>): FieldProps {
  return {
    label,
    description,
    error,
    ...(hideLabel === undefined ? {} : { hideLabel }),
    ...(className === undefined ? {} : { className }),
  };
}

"use client";

import {
  Select as BaseSelect,
  type SelectProps,
  TextArea as BaseTextArea,
  type TextAreaProps,
  TextField as BaseTextField,
  type TextFieldProps,
} from "@switchboard/ui";
import type { ReactElement } from "react";

import type { Bound } from "./bound";

/** A text field of a form: `<TextInput field={form.field("name")} label="Name" />`. */
export function TextInput({ field, ...rest }: Bound<TextFieldProps, string>): ReactElement {
  const { onChange, ...given } = field;
  return (
    <BaseTextField {...rest} {...given} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

/** A field for several lines. */
export function TextBox({ field, ...rest }: Bound<TextAreaProps, string>): ReactElement {
  const { onChange, ...given } = field;
  return (
    <BaseTextArea {...rest} {...given} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

/** A choice of one. */
export function Choice<V extends string>({
  field,
  ...rest
}: Bound<SelectProps<V>, V>): ReactElement {
  const { onChange, ...given } = field;
  return <BaseSelect {...rest} {...given} onValueChange={onChange} />;
}

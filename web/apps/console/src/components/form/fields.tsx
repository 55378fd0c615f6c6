"use client";

import {
  CheckboxGroup as BaseCheckboxGroup,
  type CheckboxGroupProps,
  MultiCombobox as BaseMultiCombobox,
  type MultiComboboxProps,
  NumberField as BaseNumberField,
  type NumberFieldProps,
  RadioGroup as BaseRadioGroup,
  type RadioGroupProps,
  Select as BaseSelect,
  type SelectProps,
  Switch as BaseSwitch,
  type SwitchProps,
  TextArea as BaseTextArea,
  type TextAreaProps,
  TextField as BaseTextField,
  type TextFieldProps,
} from "@switchboard/ui";
import type { ReactElement } from "react";

import type { FieldOf } from "@/shared/form";
import { regionalLocale } from "@/shared/locale";

import { t } from "../texts";

type Bound<P, V> = Omit<P, "value" | "onChange" | "onValueChange" | "error" | "name"> & {
  field: FieldOf<V>;
};

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

/** One of a few choices that can all be seen. */
export function Radios<V extends string>({
  field,
  ...rest
}: Bound<RadioGroupProps<V>, V>): ReactElement {
  const { onChange, ...given } = held(field);
  return <BaseRadioGroup {...rest} {...given} onValueChange={onChange} />;
}

/** Any number of a few choices. */
export function Checks<V extends string>({
  field,
  ...rest
}: Bound<CheckboxGroupProps<V>, V[]>): ReactElement {
  const { onChange, ...given } = held(field);
  return <BaseCheckboxGroup {...rest} {...given} onValueChange={onChange} />;
}

/** Any number of many choices, found by typing. */
export function ManyOf<V extends string>({
  field,
  ...rest
}: Bound<
  Omit<MultiComboboxProps<V>, "emptyLabel" | "clearLabel" | "removeLabel">,
  V[]
>): ReactElement {
  const { onChange, ...given } = held(field);
  return (
    <BaseMultiCombobox
      {...rest}
      {...given}
      onValueChange={onChange}
      emptyLabel={t("form.noMatch")}
      clearLabel={t("form.clear")}
      removeLabel={(name) => t("form.removeItem", { name })}
    />
  );
}

/** A number, as the person's region writes it. */
export function NumberInput({
  field,
  ...rest
}: Bound<
  Omit<NumberFieldProps, "lessLabel" | "moreLabel" | "locale">,
  number | null
>): ReactElement {
  const { onChange, ...given } = held(field);
  return (
    <BaseNumberField
      {...rest}
      {...given}
      onValueChange={onChange}
      locale={regionalLocale()}
      lessLabel={t("form.less")}
      moreLabel={t("form.more")}
    />
  );
}

/** On or off. */
export function Toggle({
  field,
  ...rest
}: Omit<SwitchProps, "checked" | "onCheckedChange"> & { field: FieldOf<boolean> }): ReactElement {
  return <BaseSwitch {...rest} checked={field.value} onCheckedChange={field.onChange} />;
}

/** A field's part without an error that is not there. */
function held<V>({ error, ...rest }: FieldOf<V>) {
  return { ...rest, ...(error ? { error } : {}) };
}

"use client";

import { CheckboxGroup as BaseCheckboxGroup, type CheckboxGroupProps } from "@switchboard/ui";
import type { ReactElement } from "react";

import { type Bound, withoutNoError } from "./bound";

/** Any number of a few choices. */
export function Checks<V extends string>({
  field,
  ...rest
}: Bound<CheckboxGroupProps<V>, V[]>): ReactElement {
  const { onChange, ...given } = withoutNoError(field);
  return <BaseCheckboxGroup {...rest} {...given} onValueChange={onChange} />;
}

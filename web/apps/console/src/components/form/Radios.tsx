"use client";

import { RadioGroup as BaseRadioGroup, type RadioGroupProps } from "@switchboard/ui";
import type { ReactElement } from "react";

import { type Bound, withoutNoError } from "./bound";

/** One of a few choices that can all be seen. */
export function Radios<V extends string>({
  field,
  ...rest
}: Bound<RadioGroupProps<V>, V>): ReactElement {
  const { onChange, ...given } = withoutNoError(field);
  return <BaseRadioGroup {...rest} {...given} onValueChange={onChange} />;
}

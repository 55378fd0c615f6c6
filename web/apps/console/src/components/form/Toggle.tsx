"use client";

import { Switch as BaseSwitch, type SwitchProps } from "@switchboard/ui";
import type { ReactElement } from "react";

import type { FieldOf } from "@/shared/form";

/** On or off. */
export function Toggle({
  field,
  ...rest
}: Omit<SwitchProps, "checked" | "onCheckedChange"> & { field: FieldOf<boolean> }): ReactElement {
  return <BaseSwitch {...rest} checked={field.value} onCheckedChange={field.onChange} />;
}

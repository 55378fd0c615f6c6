"use client";

import { MultiCombobox as BaseMultiCombobox, type MultiComboboxProps } from "@switchboard/ui";
import type { ReactElement } from "react";

import { t } from "../texts";
import { type Bound, withoutNoError } from "./bound";

/** Any number of many choices, found by typing. */
export function ManyOf<V extends string>({
  field,
  ...rest
}: Bound<
  Omit<MultiComboboxProps<V>, "emptyLabel" | "clearLabel" | "removeLabel">,
  V[]
>): ReactElement {
  const { onChange, ...given } = withoutNoError(field);
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

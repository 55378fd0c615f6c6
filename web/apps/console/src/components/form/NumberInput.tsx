"use client";

import { NumberField as BaseNumberField, type NumberFieldProps } from "@switchboard/ui";
import type { ReactElement } from "react";

import { regionalLocale } from "@/shared/locale";

import { t } from "../texts";
import { type Bound, withoutNoError } from "./bound";

/** A number, as the person's region writes it. */
export function NumberInput({
  field,
  ...rest
}: Bound<
  Omit<NumberFieldProps, "lessLabel" | "moreLabel" | "locale">,
  number | null
>): ReactElement {
  const { onChange, ...given } = withoutNoError(field);
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

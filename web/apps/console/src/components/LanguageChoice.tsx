"use client";

import { CheckboxGroup } from "@switchboard/ui";
import type { ReactElement } from "react";

import { languageName } from "@/shared/format";
import { t } from "@/components/texts";

/** Languages that are offered; a workspace may have others, set by the API. */
const OFFERED = ["en", "es", "de", "fr", "it", "pt", "nl", "pl", "sv", "tr", "ar", "ja"];

interface LanguageChoiceProps {
  chosen: readonly string[];
  onChange: (codes: readonly string[]) => void;
}

/** The languages that customers are answered in; one at least stays. */
export function LanguageChoice({ chosen, onChange }: LanguageChoiceProps): ReactElement {
  const codes = [...new Set([...chosen, ...OFFERED])];
  return (
    <CheckboxGroup
      label={t("settings.languages")}
      look="chips"
      items={codes.map((value) => ({ value, label: languageName(value) }))}
      value={chosen}
      onValueChange={onChange}
      required
    />
  );
}

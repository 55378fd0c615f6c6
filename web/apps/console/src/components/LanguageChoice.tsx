"use client";

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
  const toggle = (code: string, on: boolean) =>
    onChange(on ? [...chosen, code] : chosen.filter((item) => item !== code));
  return (
    <fieldset>
      <legend className="sb-label mb-2">{t("settings.languages")}</legend>
      <div className="flex flex-wrap gap-2">
        {codes.map((code) => {
          const on = chosen.includes(code);
          return (
            <label
              key={code}
              className="inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-line px-3 text-sm has-checked:border-accent has-checked:bg-accent-soft has-checked:text-on-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
            >
              <input
                type="checkbox"
                className="accent-accent"
                checked={on}
                disabled={on && chosen.length === 1}
                onChange={(event) => toggle(code, event.currentTarget.checked)}
              />
              {languageName(code)}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

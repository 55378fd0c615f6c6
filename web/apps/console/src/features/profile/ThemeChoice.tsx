"use client";

import { Card } from "@switchboard/ui";
import { Monitor, Moon, Sun } from "lucide-react";
import { type ReactElement, useState } from "react";

import { applyTheme, storedTheme, type Theme } from "@/shared/theme";
import { t } from "@/shared/t";

const THEMES = [
  { value: "system", icon: Monitor },
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
] as const;

/** Light, dark, or as the system has it; kept in this browser. */
export function ThemeChoice(): ReactElement {
  const [theme, setTheme] = useState<Theme>(storedTheme);
  const choose = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <Card title={t("profile.theme")} description={t("profile.themeLead")}>
      <fieldset className="grid grid-cols-3 gap-3">
        <legend className="visually-hidden">{t("profile.theme")}</legend>
        {THEMES.map(({ value, icon: Icon }) => (
          <label
            key={value}
            className="flex cursor-pointer flex-col items-center gap-2 rounded-lg border border-line py-4 hover:bg-surface-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:text-on-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="theme"
              className="visually-hidden"
              checked={theme === value}
              onChange={() => choose(value)}
            />
            <Icon size={20} aria-hidden />
            {t(`profile.theme.${value}`)}
          </label>
        ))}
      </fieldset>
    </Card>
  );
}

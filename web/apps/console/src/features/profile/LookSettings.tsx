"use client";

import { Card, RadioGroup, Select } from "@switchboard/ui";
import { Monitor, Moon, Rows3, Rows4, Sun } from "lucide-react";
import type { ReactElement } from "react";

import { languageName } from "@/shared/format";
import { type Locale, LOCALES } from "@/shared/locale";
import { useChangeSettings, useSettings } from "@/shared/settings";
import { t } from "@/features/profile/texts";

const AUTO = "auto";

/** Language, theme and density; PersonalSettings carries them out. */
export function LookSettings(): ReactElement {
  const settings = useSettings();
  const { mutate: change } = useChangeSettings();
  return (
    <Card title={t("profile.look")} description={t("profile.themeLead")}>
      <div className="flex flex-col gap-5">
        <Select
          label={t("profile.language")}
          value={settings.locale ?? AUTO}
          onValueChange={(value: Locale | typeof AUTO) =>
            change({ locale: value === AUTO ? null : value })
          }
          items={[
            { value: AUTO, label: t("profile.language.auto") },
            ...LOCALES.map((value) => ({ value, label: ownName(value) })),
          ]}
        />
        <RadioGroup
          look="cards"
          label={t("profile.theme")}
          name="theme"
          value={settings.theme}
          onValueChange={(theme) => change({ theme })}
          items={[
            {
              value: "system",
              label: t("profile.theme.system"),
              icon: <Monitor size={18} aria-hidden />,
            },
            {
              value: "light",
              label: t("profile.theme.light"),
              icon: <Sun size={18} aria-hidden />,
            },
            { value: "dark", label: t("profile.theme.dark"), icon: <Moon size={18} aria-hidden /> },
          ]}
        />
        <RadioGroup
          look="cards"
          label={t("profile.density")}
          name="density"
          value={settings.density}
          onValueChange={(density) => change({ density })}
          items={[
            {
              value: "comfortable",
              label: t("profile.density.comfortable"),
              icon: <Rows3 size={18} aria-hidden />,
            },
            {
              value: "dense",
              label: t("profile.density.dense"),
              icon: <Rows4 size={18} aria-hidden />,
            },
          ]}
        />
      </div>
    </Card>
  );
}

/** A language by its own name, so that whoever speaks it finds it; and in the one that is spoken now. */
function ownName(locale: Locale): string {
  const own = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
  const shown = own.charAt(0).toLocaleUpperCase(locale) + own.slice(1);
  const here = languageName(locale);
  return here.toLowerCase() === own.toLowerCase() ? shown : `${shown} (${here})`;
}

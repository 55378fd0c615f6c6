"use client";

import { useEffect } from "react";

import { applyDensity } from "@/shared/density";
import { storedLocale } from "@/shared/locale";
import { useChooseLocale } from "@/shared/LocaleProvider";
import { useSettingsQuery } from "@/shared/settings";
import { applyTheme } from "@/shared/theme";

/** Brings what the person has chosen elsewhere to this browser: language, theme and density. */
export function PersonalSettings(): null {
  const settings = useSettingsQuery().data;
  const chooseLocale = useChooseLocale();
  useEffect(() => {
    if (!settings) return;
    applyTheme(settings.theme ?? "system");
    applyDensity(settings.density ?? "comfortable");
    const locale = settings.locale ?? null;
    if (locale !== storedLocale()) void chooseLocale(locale);
  }, [settings, chooseLocale]);
  return null;
}

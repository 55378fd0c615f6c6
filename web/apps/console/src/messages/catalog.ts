import type { Locale } from "@/shared/locale";

import { en } from "./en";

export type MessageKey = keyof typeof en;
export type Catalog = Partial<Record<MessageKey, string>>;

/** A part of a catalog in another language: the English part's keys and no others. */
export type Translation<English> = { readonly [K in keyof English]?: string };

/** English comes with the page, as every other catalog falls back to it; the others when they are wanted. */
const catalogs: Record<Locale, () => Promise<Catalog>> = {
  en: async () => en,
  es: async () => (await import("./es")).es,
  de: async () => (await import("./de")).de,
};

export function loadCatalog(locale: Locale): Promise<Catalog> {
  return catalogs[locale]();
}

/** The languages of the interface. A new one is a catalog under `messages/` and a line here. */
export const LOCALES = ["en", "es", "de"] as const;
export type Locale = (typeof LOCALES)[number];

const KEY = "switchboard.locale";

let current: Locale = "en";

/** The language of the interface at this moment. */
export function locale(): Locale {
  return current;
}

export function setLocale(next: Locale): void {
  current = next;
}

/**
 * How dates and numbers are written: as in the browser's own region if it speaks the interface's language ("en-GB"),
 * else as the interface's language has it.
 */
export function regionalLocale(): string {
  return browserLanguages().find((tag) => localeOf(tag) === current) ?? current;
}

/** The interface's language for a tag such as "de-AT", or undefined when there is none. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
  const base = tag?.split("-", 1)[0]?.toLowerCase();
  return LOCALES.find((known) => known === base);
}

/** What this browser keeps for the person, else the first of its own languages that there is, else English. */
export function preferredLocale(): Locale {
  const tags = [storedLocale(), ...browserLanguages()];
  return tags.map(localeOf).find((found) => found !== undefined) ?? "en";
}

/** The language that was chosen here, or null while the browser's decides. */
export function storedLocale(): Locale | null {
  try {
    return localeOf(localStorage.getItem(KEY)) ?? null;
  } catch {
    return null;
  }
}

/** Keeps the choice for the next page; public/theme.js reads it before the first paint. */
export function storeLocale(choice: Locale | null): void {
  try {
    if (choice) localStorage.setItem(KEY, choice);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
  }
}

function browserLanguages(): readonly string[] {
  return typeof navigator === "undefined" ? [] : navigator.languages;
}

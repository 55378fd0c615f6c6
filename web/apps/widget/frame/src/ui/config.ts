import type { WidgetConfig } from "../api/types";

/** The text for a language: that language's, or English, or the first there is. */
export function localized<T>(
  value: Record<string, T> | T | null | undefined,
  language: string,
): T | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "object" || Array.isArray(value)) return value as T;
  const texts = value as Record<string, T>;
  return texts[language] ?? texts["en"] ?? Object.values(texts)[0] ?? null;
}

export function greetingOf(config: WidgetConfig | undefined, language: string): string | null {
  return localized<string>(config?.greeting, language);
}

import type { Catalog, MessageKey } from "@/messages/catalog";
import { en } from "@/messages/en";

import { count as formatCount } from "./format";
import { locale } from "./locale";

export type { MessageKey };
type Values = Record<string, string | number>;

let catalog: Catalog = en;

/** Puts another language's texts in place; `LocaleProvider` draws everything anew afterwards. */
export function putTexts(next: Catalog): void {
  catalog = next;
}

/** The interface text for a key, with `{name}` places filled in. Call it while drawing, never when a module loads. */
export function t(key: MessageKey, values?: Values): string {
  return fill(catalog[key] ?? en[key], values);
}

type PluralKey = {
  [K in MessageKey]: K extends `${infer Base}.other` ? Base : never;
}[MessageKey];

/** The text for a number: `key.one`, `key.other` or what else the language has, with `{count}` filled in. */
export function tn(key: PluralKey, count: number, values?: Values): string {
  const form = `${key}.${pluralRules().select(count)}` as MessageKey;
  const text = catalog[form] ?? catalog[`${key}.other` as MessageKey];
  return fill(text ?? englishPlural(key, count), { count: formatCount(count), ...values });
}

function englishPlural(key: PluralKey, count: number): string {
  return en[`${key}.${count === 1 ? "one" : "other"}` as MessageKey];
}

const rules = new Map<string, Intl.PluralRules>();

function pluralRules(): Intl.PluralRules {
  const known = rules.get(locale());
  if (known) return known;
  const made = new Intl.PluralRules(locale());
  rules.set(locale(), made);
  return made;
}

function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

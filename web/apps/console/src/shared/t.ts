import { en } from "@/messages/en";

export type MessageKey = keyof typeof en;
type Values = Record<string, string | number>;

/** The interface text for a key, with `{name}` places filled in. */
export function t(key: MessageKey, values?: Values): string {
  return fill(en[key], values);
}

type PluralKey = {
  [K in MessageKey]: K extends `${infer Base}.other` ? Base : never;
}[MessageKey];

const plurals = new Intl.PluralRules("en");

/** The text for a number: `key.one` or `key.other`, with `{count}` filled in. */
export function tn(key: PluralKey, count: number, values?: Values): string {
  const form = `${key}.${plurals.select(count)}`;
  const text = form in en ? en[form as MessageKey] : en[`${key}.other` as MessageKey];
  return fill(text, { count, ...values });
}

function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

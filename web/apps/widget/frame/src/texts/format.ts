import { en } from "./en";

type English = typeof en;

/** One form for each plural of a language; which ones it has, `Intl.PluralRules` knows. */
export type Plurals = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** A language's texts, under the keys of the English ones. What is missing is shown in English. */
export type Catalog = {
  readonly [Key in keyof English]?: English[Key] extends string ? string : Plurals;
};

type Holes<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never;
type Values<Text> = { [Name in Holes<Text>]: Name extends "count" ? number : string };
type Filled<Text> = Text extends string
  ? [Holes<Text>] extends [never]
    ? string
    : (values: Values<Text>) => string
  : Text extends { other: infer Other }
    ? (values: Values<Other>) => string
    : never;

/** Texts as the screens use them: those with something to fill in are functions. */
export type Texts = { readonly [Key in keyof English]: Filled<English[Key]> };

/** @param tag the BCP 47 tag by whose rules numbers and plurals are made */
export function compile(catalog: Catalog, tag: string): Texts {
  const local = toolsOf(tag);
  const english = toolsOf("en");
  const texts = Object.entries(en).map(([key, original]) => {
    const own = catalog[key as keyof English];
    return [key, own === undefined ? textOf(original, english) : textOf(own, local)];
  });
  // Key by key this is what `Texts` says; no type of the standard library can follow it.
  return Object.fromEntries(texts) as Texts;
}

interface Tools {
  plural: Intl.PluralRules;
  number: Intl.NumberFormat;
}

function toolsOf(tag: string): Tools {
  return { plural: new Intl.PluralRules(tag), number: new Intl.NumberFormat(tag) };
}

type Given = Record<string, string | number>;

function textOf(text: string | Plurals, tools: Tools): string | ((values: Given) => string) {
  if (typeof text !== "string") {
    return (values) =>
      fill(text[tools.plural.select(Number(values["count"]))] ?? text.other, values, tools);
  }
  return text.includes("{") ? (values) => fill(text, values, tools) : text;
}

function fill(text: string, values: Given, { number }: Tools): string {
  return text.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? number.format(value) : value;
  });
}

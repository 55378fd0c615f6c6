import { count as formatCount } from "./format";
import { type Locale, locale } from "./locale";

type Values = Record<string, string | number>;
type English = Readonly<Record<string, string>>;
/** A part's texts in another language: the English keys and no others; what is missing is shown in English. */
export type Translation<E extends English> = { readonly [K in keyof E]?: string };
type Loaders<E extends English> = {
  readonly [L in Exclude<Locale, "en">]: () => Promise<{ default: Translation<E> }>;
};
type Plural<K> = K extends `${infer Base}.other` ? Base : never;

/** The texts of a feature and of the layers below it. */
export interface Texts<Key extends string> {
  /** The text for a key, with `{name}` places filled in. Call it while drawing, never when a module loads. */
  t: (key: Key, values?: Values) => string;
  /** The text for a number: `key.one`, `key.other` or what else the language has, with `{count}` filled in. */
  tn: (key: Plural<Key>, count: number, values?: Values) => string;
  /** For the layer above. */
  parts: readonly Part[];
}

interface Part {
  en: English;
  loaded: Map<Locale, English>;
  load: (language: Locale) => Promise<void>;
}

const parts = new Set<Part>();

/**
 * A part of the interface's texts, loaded with the code that shows it. `below`: the texts of lower layers, whose
 * keys it may use too.
 */
export function createTexts<E extends English, Below extends string = never>(
  en: E,
  loaders: Loaders<E>,
  below?: Texts<Below>,
): Texts<(keyof E & string) | Below> {
  const part = createPart(en, loaders);
  parts.add(part);
  const chain = [part, ...(below?.parts ?? [])];
  return {
    t: (key, values) => fill(textOf(chain, key) ?? key, values),
    tn: (key, count, values) => {
      const form = pluralRules().select(count);
      const text =
        textOf(chain, `${key}.${form}`) ?? textOf(chain, `${key}.other`) ?? (key as string);
      return fill(text, { count: formatCount(count), ...values });
    },
    parts: chain,
  };
}

/** Loads another language for all that is on the page; what comes later loads it by itself. */
export async function loadTexts(language: Locale): Promise<void> {
  await Promise.all([...parts].map((part) => part.load(language)));
}

function createPart<E extends English>(en: E, loaders: Loaders<E>): Part {
  const loaded = new Map<Locale, English>([["en", en]]);
  const loading = new Map<Locale, Promise<void>>();
  const load = (language: Locale): Promise<void> => {
    if (language === "en" || loaded.has(language)) return Promise.resolve();
    const known = loading.get(language);
    if (known) return known;
    // Without its texts a part stays in English.
    const started = loaders[language]()
      .then(
        (texts) => texts.default as English,
        () => en,
      )
      .then((texts) => void loaded.set(language, texts));
    loading.set(language, started);
    return started;
  };
  if (locale() !== "en") void load(locale());
  return { en, loaded, load };
}

function textOf(chain: readonly Part[], key: string): string | undefined {
  const part = chain.find(({ en }) => englishHas(en, key));
  if (!part) return undefined;
  const texts = part.loaded.get(locale());
  // React waits for what is thrown, and draws again: nobody sees English first.
  if (!texts) throw part.load(locale());
  return texts[key] ?? part.en[key];
}

/** Languages have plural forms that English has not. */
function englishHas(en: English, key: string): boolean {
  return key in en || `${key.slice(0, key.lastIndexOf("."))}.other` in en;
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

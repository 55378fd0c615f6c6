import { en } from "./en";
import { type Catalog, compile, type Texts } from "./format";

/** Every language but English is a file of its own, loaded when somebody reads it. */
const LOADERS = {
  en: () => Promise.resolve<Catalog>(en),
  ar: () => import("./ar").then(({ ar }) => ar),
  de: () => import("./de").then(({ de }) => de),
  es: () => import("./es").then(({ es }) => es),
  fa: () => import("./fa").then(({ fa }) => fa),
  fr: () => import("./fr").then(({ fr }) => fr),
  he: () => import("./he").then(({ he }) => he),
  hi: () => import("./hi").then(({ hi }) => hi),
  id: () => import("./id").then(({ id }) => id),
  it: () => import("./it").then(({ it }) => it),
  ja: () => import("./ja").then(({ ja }) => ja),
  ko: () => import("./ko").then(({ ko }) => ko),
  nl: () => import("./nl").then(({ nl }) => nl),
  pl: () => import("./pl").then(({ pl }) => pl),
  "pt-BR": () => import("./pt-BR").then(({ ptBR }) => ptBR),
  ru: () => import("./ru").then(({ ru }) => ru),
  tr: () => import("./tr").then(({ tr }) => tr),
  uk: () => import("./uk").then(({ uk }) => uk),
  "zh-CN": () => import("./zh-CN").then(({ zhCN }) => zhCN),
  "zh-TW": () => import("./zh-TW").then(({ zhTW }) => zhTW),
} satisfies Record<string, () => Promise<Catalog>>;

export type LanguageName = keyof typeof LOADERS;
export const LANGUAGES = Object.keys(LOADERS) as LanguageName[];

/** How the widget speaks now. */
export interface Speech {
  texts: Texts;
  /** BCP 47, for dates. */
  locale: string;
  /** The primary subtag, such as "pt": by it the inbox's own texts are chosen. */
  language: string;
  dir: "ltr" | "rtl";
}

/** Which of our languages, and the tag by which dates are written. */
export interface Choice {
  name: LanguageName;
  locale: string;
}

/**
 * The first wished language that we have; English if none. Its tag for dates is the first wish that names a region: a
 * page in "en" read in London writes times as in "en-GB".
 */
export function chooseLanguage(wishes: readonly string[]): Choice {
  const wished = wishes.flatMap((tag) => parse(tag) ?? []);
  for (const locale of wished) {
    const name = nameOf(locale);
    if (!name) continue;
    const regional = wished.find(
      ({ language, region }) => language === locale.language && region !== undefined,
    );
    return { name, locale: (regional ?? locale).toString() };
  }
  return { name: "en", locale: "en" };
}

/** The texts of a choice; English when its file cannot be had, as without a network. */
export async function loadSpeech(wishes: readonly string[]): Promise<Speech> {
  let { name, locale } = chooseLanguage(wishes);
  let catalog: Catalog;
  try {
    catalog = await loadCatalog(name);
  } catch {
    [name, locale, catalog] = ["en", "en", en];
  }
  const { language } = new Intl.Locale(locale);
  return { texts: compile(catalog, name), locale, language, dir: directionOf(language) };
}

export function loadCatalog(name: LanguageName): Promise<Catalog> {
  return LOADERS[name]();
}

const RIGHT_TO_LEFT = ["ar", "fa", "he"];

export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}

/** Chinese is two languages to read, told apart by script; of Portuguese we have Brazil's. */
function nameOf(locale: Intl.Locale): LanguageName | undefined {
  const { language } = locale;
  const chinese = locale.maximize().script === "Hant" ? "zh-TW" : "zh-CN";
  const name = language === "zh" ? chinese : language === "pt" ? "pt-BR" : language;
  return LANGUAGES.find((known) => known === name);
}

function parse(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

import { describe, expect, it } from "vitest";

import { en } from "./en";
import { type Catalog, compile, type Plurals } from "./format";
import { chooseLanguage, LANGUAGES, loadCatalog, loadSpeech } from "./languages";

describe("chooseLanguage", () => {
  it("takes the first language that there is, and English otherwise", () => {
    expect(chooseLanguage(["xx", "de", "en"]).name).toBe("de");
    expect(chooseLanguage(["xx", "not a tag"])).toEqual({ name: "en", locale: "en" });
  });

  it("writes dates as where the reader lives, in the page's language", () => {
    expect(chooseLanguage(["en", "de-DE", "en-GB"])).toEqual({ name: "en", locale: "en-GB" });
    expect(chooseLanguage(["en-US", "en-GB"]).locale).toBe("en-US");
    expect(chooseLanguage(["es", "de-AT"]).locale).toBe("es");
  });

  it.each([
    ["zh", "zh-CN"],
    ["zh-HK", "zh-TW"],
    ["zh-Hant", "zh-TW"],
    ["pt-PT", "pt-BR"],
    ["iw", "he"],
    ["in-ID", "id"],
  ])("reads %s as %s", (tag, name) => {
    expect(chooseLanguage([tag]).name).toBe(name);
  });
});

describe("loadSpeech", () => {
  it("speaks right-to-left languages from the right", async () => {
    expect(await loadSpeech(["ar-EG"])).toMatchObject({ dir: "rtl", language: "ar" });
    expect(await loadSpeech(["fr-CA"])).toMatchObject({ dir: "ltr", locale: "fr-CA" });
  });
});

describe("compile", () => {
  it("shows English for what a language does not say yet", () => {
    const texts = compile({ send: "Senden" }, "de");
    expect(texts.send).toBe("Senden");
    expect(texts.joined({ name: "Ana" })).toBe("Ana joined");
    expect(texts.unread({ count: 1 })).toBe("1 unread message");
  });

  it("counts as the language does, and writes numbers its way", () => {
    const form = { one: "{count}:one", few: "{count}:few", many: "{count}:many", other: "?" };
    const texts = compile({ unread: form }, "pl");
    expect([1, 3, 12, 1500].map((count) => texts.unread({ count }))).toEqual([
      "1:one",
      "3:few",
      "12:many",
      "1500:many",
    ]);
  });

  it("fills in what people wrote as it is", () => {
    const texts = compile(en, "en");
    expect(texts.announce({ name: "{text}", text: "$& {name}" })).toBe("{text}: $& {name}");
  });
});

const keys = Object.keys(en) as (keyof typeof en)[];
const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}/gu))].sort();

describe.each(LANGUAGES)("the texts in %s", (name) => {
  it("are all there, with all plurals, and fill in the same", async () => {
    const catalog: Catalog = await loadCatalog(name);
    expect(keys.filter((key) => catalog[key] === undefined)).toEqual([]);
    expect(Object.keys(catalog).filter((key) => !(key in en))).toEqual([]);
    for (const key of keys) checkText(name, key, en[key], catalog[key] ?? "");
  });
});

function checkText(
  name: string,
  key: string,
  original: string | Plurals,
  text: string | Plurals,
): void {
  if (typeof original === "string") {
    expect(text, key).toEqual(expect.stringMatching(/\S/u));
    expect(holes(text as string), key).toEqual(holes(original));
    return;
  }
  const { pluralCategories } = new Intl.PluralRules(name).resolvedOptions();
  expect(Object.keys(text).sort(), key).toEqual([...pluralCategories].sort());
  for (const form of Object.values(text)) {
    // "No messages", "two messages": a form for one number need not show it.
    const shown = holes(form).filter((hole) => hole !== "{count}");
    expect(shown, key).toEqual(holes(original.other).filter((hole) => hole !== "{count}"));
  }
}

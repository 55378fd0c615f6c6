import { afterEach, describe, expect, it } from "vitest";

import { loadCatalog } from "@/messages/catalog";

import { languageName, percent, shortAge } from "./format";
import { type Locale, localeOf, setLocale } from "./locale";
import { putTexts, t, tn } from "./t";

async function speak(locale: Locale): Promise<void> {
  putTexts(await loadCatalog(locale));
  setLocale(locale);
}

describe("texts", () => {
  afterEach(() => speak("en"));

  it("follow the language, and fall back to English where one is missing", async () => {
    await speak("de");
    expect(t("common.save")).toBe("Speichern");
    putTexts({});
    expect(t("common.save")).toBe("Save");
    expect(tn("inbox.listed", 1)).toBe("1 conversation");
  });

  it("count as the language counts", async () => {
    expect([0, 1, 2].map((count) => tn("inbox.listed", count))).toEqual([
      "0 conversations",
      "1 conversation",
      "2 conversations",
    ]);
    await speak("es");
    // Spanish has a form for whole millions too; without a text of its own it is the general one.
    expect(tn("inbox.listed", 1_000_000)).toBe("1.000.000 conversaciones");
  });

  it("name languages and times in the language of the interface", async () => {
    await speak("es");
    expect(languageName("en")).toBe("inglés");
    const now = Date.parse("2026-03-02T10:00:00Z");
    expect(shortAge("2026-03-02T10:00:00Z", now)).toBe("ahora");
    expect(shortAge("2026-03-02T09:55:00Z", now)).toContain("5");
    await speak("de");
    expect(languageName("en")).toBe("Englisch");
    expect(percent(0.5)).toMatch(/^50\s?%$/u);
  });

  it("knows a language by its tag, whatever the region", () => {
    expect(["de-AT", "ES", "fr", "", null].map(localeOf)).toEqual(["de", "es", ...Array(3)]);
  });
});

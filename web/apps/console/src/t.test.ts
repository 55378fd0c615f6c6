import { afterEach, describe, expect, it } from "vitest";

import { texts as inboxTexts } from "@/features/inbox/texts";

import { createTexts, loadTexts } from "@/shared/create-texts";
import { languageName, percent, shortAge } from "@/shared/format";
import { type Locale, localeOf, setLocale } from "@/shared/locale";
import { t } from "@/shared/t";

const { tn } = inboxTexts;

async function speak(locale: Locale): Promise<void> {
  await loadTexts(locale);
  setLocale(locale);
}

describe("texts", () => {
  afterEach(() => speak("en"));

  it("follow the language, and fall back to English where one is missing", async () => {
    await speak("de");
    expect(t("common.save")).toBe("Speichern");
    const part = createTexts(
      { "a.b": "Only English" },
      { es: async () => ({ default: {} }), de: async () => ({ default: {} }) },
      inboxTexts,
    );
    await loadTexts("de");
    expect(part.t("a.b")).toBe("Only English");
    expect(part.t("common.save")).toBe("Speichern");
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

  it("that are not there yet are waited for, and are English when they cannot be had", async () => {
    await speak("de");
    let arrive: (value: { default: object }) => void = () => undefined;
    const texts = new Promise<{ default: object }>((resolve) => (arrive = resolve));
    const late = createTexts(
      { "a.b": "Late" },
      { de: () => texts, es: () => Promise.reject(new Error("offline")) },
    );
    let waited: unknown;
    try {
      late.t("a.b");
    } catch (thrown) {
      waited = thrown;
    }
    expect(waited).toBeInstanceOf(Promise);
    arrive({ default: { "a.b": "Spät" } });
    await waited;
    expect(late.t("a.b")).toBe("Spät");
    await speak("es");
    expect(late.t("a.b")).toBe("Late");
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

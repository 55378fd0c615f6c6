import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

import { LOCALES } from "@/shared/locale";

type Catalog = Record<string, string>;

const root = fileURLToPath(new URL(".", import.meta.url));
const folders = (readdirSync(root, { recursive: true }) as string[])
  .filter((path) => path.endsWith("texts/en.ts"))
  .map((path) => path.slice(0, -"/en.ts".length));
const others = LOCALES.filter((locale) => locale !== "en");
const places = (text: string) => [...new Set(text.match(/\{\w+\}/gu))].sort().join();

async function read(folder: string, locale: string): Promise<Catalog> {
  const texts = await import(/* @vite-ignore */ `${root}${folder}/${locale}.ts`);
  return texts.en ?? texts.default;
}

describe("texts", () => {
  it("have a key in one place only", async () => {
    const keys = await Promise.all(
      folders.map(async (folder) => Object.keys(await read(folder, "en"))),
    );
    const seen = keys.flat();
    expect(seen.filter((key, index) => seen.indexOf(key) !== index)).toEqual([]);
    expect(seen.length).toBeGreaterThan(1_000);
  });
});

describe.each(folders.flatMap((folder) => others.map((locale) => [folder, locale] as const)))(
  "%s in %s",
  (folder, locale) => {
    it("has every key of the English texts, no other, and the same places", async () => {
      const [en, texts] = await Promise.all([read(folder, "en"), read(folder, locale)]);
      const base = (key: string) => key.replace(/\.(zero|one|two|few|many|other)$/u, "");
      const bases = new Set(Object.keys(en).map(base));
      expect({
        missing: Object.keys(en).filter((key) => !(key in texts)),
        extra: Object.keys(texts).filter((key) => !bases.has(base(key))),
        different: Object.keys(texts).filter(
          (key) => key in en && places(texts[key] ?? "") !== places(en[key] ?? ""),
        ),
      }).toEqual({ missing: [], extra: [], different: [] });
    });
  },
);

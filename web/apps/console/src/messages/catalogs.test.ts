import { describe, expect, it } from "vitest";

import { LOCALES } from "@/shared/locale";

import { type Catalog, loadCatalog, type MessageKey } from "./catalog";
import { en } from "./en";

const others = LOCALES.filter((locale) => locale !== "en");
const places = (text: string) => [...new Set(text.match(/\{\w+\}/gu))].sort();

describe.each(others)("the catalog %s", (locale) => {
  it("has a text for every key of the English one, and no other", async () => {
    const catalog = await loadCatalog(locale);
    const extra = Object.keys(catalog).filter((key) => !(key in en));
    const missing = Object.keys(en).filter((key) => !(key in catalog));
    expect({ missing, extra }).toEqual({ missing: [], extra: [] });
  });

  it("leaves the same places to be filled in", async () => {
    const catalog: Catalog = await loadCatalog(locale);
    const different = (Object.keys(catalog) as MessageKey[]).filter(
      (key) => places(catalog[key] ?? "").join() !== places(en[key]).join(),
    );
    expect(different).toEqual([]);
  });
});

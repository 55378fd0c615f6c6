import { describe, expect, it } from "vitest";

import { chooseTexts } from ".";

describe("chooseTexts", () => {
  it("takes the first language that there is, and English otherwise", () => {
    expect(chooseTexts(["fr", "de", "en"]).language).toBe("de");
    expect(chooseTexts(["fr", "not a tag"])).toMatchObject({ language: "en", locale: "en" });
  });

  it("writes dates as where the reader lives, in the page's language", () => {
    expect(chooseTexts(["en", "de-DE", "en-GB"])).toMatchObject({
      language: "en",
      locale: "en-GB",
    });
    expect(chooseTexts(["en-US", "en-GB"]).locale).toBe("en-US");
    expect(chooseTexts(["es", "de-AT"]).locale).toBe("es");
  });
});

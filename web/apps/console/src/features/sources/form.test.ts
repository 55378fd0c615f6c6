import { describe, expect, it } from "vitest";

import { fresh, prefixes, settingsOf } from "./form";

describe("the settings of a source", () => {
  it("takes paths however they are written", () => {
    expect(prefixes("/help\nfaq, https://shop.test/returns/x\n\n")).toEqual([
      "/help",
      "/faq",
      "/returns/x",
    ]);
  });

  it("takes the usual limits where a field is empty", () => {
    const settings = settingsOf({ ...fresh, depth: null, pages: 20, language: "de" });
    expect(settings).toMatchObject({ depth: 5, pages: 20, language: "de" });
    expect(settingsOf(fresh).language).toBeNull();
  });
});

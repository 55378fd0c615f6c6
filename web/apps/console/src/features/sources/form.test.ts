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

  it("keeps numbers within what the server takes", () => {
    const settings = settingsOf({ ...fresh, depth: "99", pages: "many", language: "de" });
    expect(settings).toMatchObject({ depth: 20, pages: 500, language: "de" });
    expect(settingsOf(fresh).language).toBeNull();
  });
});

import { problemFrom, unreachable } from "@switchboard/api-client";
import { afterEach, describe, expect, it } from "vitest";

import { loadTexts } from "./create-texts";
import { type Locale, setLocale } from "./locale";
import { sentenceOf } from "./problems";

async function speak(locale: Locale): Promise<void> {
  await loadTexts(locale);
  setLocale(locale);
}

function answer(status: number, body: object | string): Promise<Error> {
  return problemFrom(
    new Response(typeof body === "string" ? body : JSON.stringify(body), { status }),
  );
}

describe("what is said of a problem", () => {
  afterEach(() => speak("en"));

  it("is in the person's language, by its code", async () => {
    await speak("de");
    const refused = await answer(401, {
      type: "urn:switchboard:problem:wrong_login",
      detail: "No",
    });
    expect(sentenceOf(refused)).toBe("E-Mail-Adresse oder Passwort ist falsch.");
    expect(sentenceOf(unreachable())).toMatch(/^Keine Verbindung/u);
  });

  it("is the server's own sentence where the code alone says too little", async () => {
    const detail = "The default language must be one of the languages.";
    const refused = await answer(422, { type: "urn:switchboard:problem:invalid", detail });
    expect(sentenceOf(refused)).toBe(detail);
  });

  it("is never nothing, whatever a proxy answers", async () => {
    const pages = await Promise.all(
      [400, 401, 404, 418, 502].map((code) => answer(code, "<html>")),
    );
    expect(pages.map(sentenceOf).filter((sentence) => !sentence.trim())).toEqual([]);
    expect(sentenceOf(new Error("boom"))).not.toContain("boom");
  });
});

import type { Article } from "@switchboard/api-client";
import { describe, expect, it } from "vitest";

import { fieldsOf, formOf, newForm, textsOf } from "./form";

const article: Article = {
  id: "art_1",
  title: "Returns",
  body: "60 days.",
  language: "en",
  questions: ["how long?"],
  slug: "returns",
  url: null,
  status: "published",
  audience: "public",
  category: "Orders",
  approved_answer: null,
  translations: [],
  draft: null,
  help_url: null,
  version: 3,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

describe("the editor's form", () => {
  it("shows the draft where there is one", () => {
    const draft = {
      ...textsOf(formOf(article)),
      body: "30 days.",
      number: 1,
      saved_at: article.updated_at,
      saved_by: { kind: "member" as const },
    };
    expect(formOf({ ...article, draft }).body).toBe("30 days.");
  });

  it("sends what it was given, without blanks", () => {
    const form = { ...formOf(article), questions: [" a ", ""], approved: "  " };
    expect(fieldsOf(form)).toMatchObject({
      title: "Returns",
      questions: ["a"],
      approved_answer: null,
      audience: "public",
    });
  });

  it("begins a translation with the original's text, and a missed question with the question", () => {
    expect(newForm({ language: "es", original: article })).toMatchObject({
      title: "Returns",
      language: "es",
    });
    expect(newForm({ language: "en", question: "Kayaks?" }).questions).toEqual(["Kayaks?"]);
  });
});

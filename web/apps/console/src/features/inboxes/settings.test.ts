import { describe, expect, it } from "vitest";

import { formOf, originOf, settingsOf } from "./settings";

const inbox: Parameters<typeof formOf>[0] = {
  id: "ibx_1",
  assistant_id: null,
  name: "Shop",
  channel: "webchat",
  settings: {
    title: "Help",
    color: "#112233",
    greeting: { en: "Hi", de: "" },
    allowed_origins: ["https://shop.example"],
    require_identity: true,
    identity_secret_set: true,
  },
  widget_key: "wk",
  snippet: "<script>",
  created_at: "2026-01-01T00:00:00Z",
};

describe("web chat settings", () => {
  it("survive the way through the form, without empty greetings and without the secret", () => {
    expect(settingsOf(formOf(inbox))).toEqual({
      title: "Help",
      color: "#112233",
      greeting: { en: "Hi" },
      allowed_origins: ["https://shop.example"],
      require_identity: true,
    });
  });

  it("send a secret only when one was typed", () => {
    const form = { ...formOf(inbox), identitySecret: "s3cret" };
    expect(settingsOf(form)).toMatchObject({ identity_secret: "s3cret" });
  });
});

describe("originOf", () => {
  it.each([
    ["shop.example", "https://shop.example"],
    ["https://shop.example/cart?x=1", "https://shop.example"],
    ["http://localhost:3000/", "http://localhost:3000"],
    [" * ", "*"],
    ["", ""],
  ])("reads %s as %s", (typed, origin) => expect(originOf(typed)).toBe(origin));
});

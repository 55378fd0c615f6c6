import { describe, expect, it } from "vitest";

import { withShift } from "./hours";
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
  version: "1",
  created_at: "2026-01-01T00:00:00Z",
};

describe("web chat settings", () => {
  it("survive the way through the form, without empty greetings and without the secret", () => {
    const sent = settingsOf(formOf(inbox));
    expect(sent).not.toHaveProperty("identity_secret");
    expect(sent).toMatchObject({
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

describe("the look", () => {
  it("survives the way through the form, and has what is usual where nothing was chosen", () => {
    const settings = {
      ...inbox.settings,
      position: "left",
      rating: "thumbs",
      voice: false,
      intro: { en: "We are here.", de: " " },
      links: [
        { title: { en: "Shop" }, url: "https://shop.example" },
        { title: {}, url: " " },
      ],
    };
    const sent = settingsOf(formOf({ ...inbox, settings }));
    expect(sent).toMatchObject({
      position: "left",
      rating: "thumbs",
      voice: false,
      uploads: true,
      theme: "auto",
      logo_id: null,
      intro: { en: "We are here." },
      links: [{ title: { en: "Shop" }, url: "https://shop.example" }],
    });
  });
});

describe("business hours", () => {
  it("are off until they are switched on, and then those of an office", () => {
    const form = formOf(inbox);
    expect(settingsOf(form).business_hours).toBeNull();
    const on = { ...form, hours: { ...form.hours, enabled: true, timeZone: "Europe/Madrid" } };
    expect(settingsOf(on).business_hours).toMatchObject({
      time_zone: "Europe/Madrid",
      week: { mon: [{ start: "09:00", end: "17:00" }], sun: [] },
    });
  });

  it("stay as they are", () => {
    const week = { fri: [{ start: "22:00", end: "02:00" }] };
    const business_hours = { time_zone: "UTC", week, holidays: ["2026-12-25"] };
    const kept = formOf({ ...inbox, settings: { ...inbox.settings, business_hours } });
    expect(settingsOf(kept).business_hours).toMatchObject({
      time_zone: "UTC",
      holidays: ["2026-12-25"],
      week: { mon: [], fri: [{ start: "22:00", end: "02:00" }] },
    });
  });

  it("get a further shift after the last", () => {
    expect(withShift([])).toEqual([{ start: "09:00", end: "17:00" }]);
    expect(withShift([{ start: "09:00", end: "13:00" }])[1]).toEqual({
      start: "14:00",
      end: "17:00",
    });
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

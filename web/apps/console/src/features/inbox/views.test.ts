import type { View } from "@switchboard/api-client";
import { describe, expect, it } from "vitest";

import { filterPlace, inboxHref, placeOf, queryOf } from "./views";

const saved = [
  { id: "view_1", filter: { status: "open", priority: ["urgent"] }, sort: "priority" },
] as unknown as View[];

function round(href: string) {
  return queryOf(placeOf(new URL(href, "http://x").searchParams), saved);
}

describe("the address of the inbox", () => {
  it("leads back to what it was made of", () => {
    expect(round(inboxHref("mine"))).toEqual({ status: "open", assignee: "me" });
    expect(round(inboxHref({ view: "open", sort: "waiting" }, "cnv_1"))).toEqual({
      status: "open",
      sort: "waiting",
    });
    expect(round(inboxHref("team_1"))).toEqual({ status: "open", assignee: "team_1" });
    const query = { language: "es", label_id: ["lbl_1"], sort: "oldest" as const };
    expect(round(inboxHref(filterPlace(query)))).toEqual(query);
  });

  it("knows a saved view's own order until another is chosen", () => {
    expect(round(inboxHref("view_1"))).toEqual({
      status: "open",
      priority: ["urgent"],
      sort: "priority",
    });
    expect(round(inboxHref({ view: "view_1", sort: "oldest" }))?.sort).toBe("oldest");
    expect(round(inboxHref("view_gone"))).toBeNull();
  });

  it("orders only what is open by waiting or priority", () => {
    expect(round("/inbox/?view=resolved&sort=waiting")).toEqual({ status: "resolved" });
  });

  it("survives nonsense", () => {
    expect(round("/inbox/?view=filter&f=%7Bnot")).toEqual({});
    expect(round("/inbox/")).toEqual({ status: "open", assignee: "me" });
  });
});

import { describe, expect, it } from "vitest";

import { href, mayOpen, routeAt, ROUTES } from "./routes";

describe("routes", () => {
  it("write their parameters as an address needs them", () => {
    expect(href("article", { id: "art 1&2" })).toBe("/knowledge/edit/?id=art+1%262");
    expect(href("inbox")).toBe("/inbox/");
    expect(href("inbox", new URLSearchParams("view=open"))).toBe("/inbox/?view=open");
  });

  it("are found by the most exact path", () => {
    expect(routeAt("/knowledge/sources/view/")).toBe("source");
    expect(routeAt("/knowledge/")).toBe("knowledge");
    expect(routeAt("/sign-in/")).toBeUndefined();
  });

  it("open by any of the permissions they need", () => {
    expect(mayOpen("developers", ["jobs.manage"])).toBe(true);
    expect(mayOpen("settings", ["inboxes.write"])).toBe(false);
    expect(mayOpen("profile", [])).toBe(true);
  });

  it("have one page each", () => {
    const paths = Object.values(ROUTES).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

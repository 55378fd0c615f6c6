// @vitest-environment jsdom

import { beforeEach, describe, expect, it, vi } from "vitest";

import { isStalePage, reloadOnce } from "./stale-page";

describe("isStalePage", () => {
  it("knows the browsers' and bundlers' words for a part that is gone", () => {
    const words = [
      "Failed to load chunk /_next/static/chunks/1.js from module 2",
      "Loading chunk 7 failed.",
      "Failed to fetch dynamically imported module: https://x/a.js",
      "Importing a module script failed.",
    ];
    expect(words.map((text) => isStalePage(new Error(text)))).toEqual([true, true, true, true]);
    expect(isStalePage(new TypeError("x is undefined"))).toBe(false);
    expect(isStalePage("Loading chunk 7 failed.")).toBe(false);
  });
});

describe("reloadOnce", () => {
  beforeEach(() => sessionStorage.clear());

  it("reloads, but not again within a minute", () => {
    const reload = vi.fn();
    reloadOnce(reload, 100_000);
    reloadOnce(reload, 130_000);
    expect(reload).toHaveBeenCalledTimes(1);
    reloadOnce(reload, 170_000);
    expect(reload).toHaveBeenCalledTimes(2);
  });
});

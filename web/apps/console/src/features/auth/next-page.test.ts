import { describe, expect, it } from "vitest";

import { safeNext } from "./next-page";

describe("safeNext", () => {
  it("keeps a path of the console", () => {
    expect(safeNext("/inbox/?view=open&c=cnv_1")).toBe("/inbox/?view=open&c=cnv_1");
  });

  it.each([null, "", "https://evil.test", "//evil.test", "/\\evil.test", "/sign-in/"])(
    "answers the inbox for %s",
    (next) => expect(safeNext(next)).toBe("/inbox/"),
  );
});

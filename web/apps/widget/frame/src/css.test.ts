import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

const web = resolve(import.meta.dirname, "../../../..");
const files = ["apps/widget/frame/src/*.css", "packages/chat/src/*.css"].flatMap((pattern) =>
  globSync(pattern, { cwd: web }),
);
/** What has a side of the screen: wrong where one reads from the right. */
const PHYSICAL =
  /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)\b|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius\b)/u;

describe("the styles of the chat", () => {
  it("are found", () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)("mirror for languages that are read from the right: %s", (file) => {
    const lines = readFileSync(resolve(web, file), "utf-8").split("\n");
    expect(lines.filter((line) => PHYSICAL.test(line))).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { brandTokens, contrast } from "./brand";

const css = readFileSync(resolve(import.meta.dirname, "tokens.css"), "utf8");

function colors(token: string, source = css): [string, string] {
  const match = new RegExp(
    `--sb-${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`,
    "u",
  ).exec(source);
  if (!match?.[1] || !match[2]) throw new Error(`no token ${token}`);
  return [match[1], match[2]];
}

const readablePairs: [string, string][] = [
  ...["bg", "surface", "surface-2"].flatMap((ground): [string, string][] => [
    ["text", ground],
    ["text-2", ground],
    ["text-3", ground],
    ["accent-text", ground],
    ["danger-text", ground],
  ]),
  ["text-2", "surface-3"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-accent-soft", "accent-soft"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
  ["danger-text", "danger-soft"],
  ["warn-text", "warn-soft"],
  ["text", "warn-soft"],
  ["text-2", "warn-soft"],
  ["success-text", "success-soft"],
  ["info-text", "info-soft"],
  ["on-tooltip", "tooltip"],
];

describe("tokens", () => {
  it.each(readablePairs)("%s can be read on %s in both themes", (text, ground) => {
    const [lightText, darkText] = colors(text);
    const [lightGround, darkGround] = colors(ground);
    expect(contrast(lightText, lightGround)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(darkText, darkGround)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["control-border", "surface"],
    ["control-border", "bg"],
    ["focus", "surface"],
    ["focus", "bg"],
    ...["1", "2", "3", "4"].map((series): [string, string] => [`chart-${series}`, "surface"]),
  ])("%s can be seen on %s", (line, ground) => {
    const [lightLine, darkLine] = colors(line);
    const [lightGround, darkGround] = colors(ground);
    expect(contrast(lightLine, lightGround)).toBeGreaterThanOrEqual(3);
    expect(contrast(darkLine, darkGround)).toBeGreaterThanOrEqual(3);
  });
});

describe("brandTokens", () => {
  const channel = fc.integer({ min: 0, max: 255 });

  it("makes any colour readable, as a ground and as text", () => {
    fc.assert(
      fc.property(channel, channel, channel, (red, green, blue) => {
        const color = `#${[red, green, blue].map((c) => c.toString(16).padStart(2, "0")).join("")}`;
        const source = Object.entries(brandTokens(color))
          .map(([name, value]) => `${name}: ${value}`)
          .join(";");
        const accent = colors("accent", source);
        const onAccent = colors("on-accent", source);
        const soft = colors("accent-soft", source);
        const onSoft = colors("on-accent-soft", source);
        for (const theme of [0, 1] as const) {
          expect(contrast(accent[theme], onAccent[theme])).toBeGreaterThanOrEqual(4.5);
          expect(contrast(soft[theme], onSoft[theme])).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  it("keeps a brand colour that is readable already", () => {
    expect(brandTokens("#1d4ed8")["--sb-accent"]).toMatch(/^light-dark\(#1d4ed8,/u);
  });

  it("gives nothing for what is no colour", () => {
    expect(brandTokens("red; background: url(x)")).toEqual({});
  });
});

/**
 * Fails when a page of the console sends more script than its budget: the gzipped size of every script that its HTML
 * asks for. What is loaded by a click, or later, is not in it.
 *
 * node console-size.mjs <folder of the export> [--list]
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1000;
const BUDGETS = [
  [/^sign-in\//u, 180 * KB],
  [/^inbox\//u, 300 * KB],
  [/./u, 260 * KB],
];

const [folder, option] = process.argv.slice(2);
const sizes = new Map();
const gzipped = (path) => {
  if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(path), { level: 9 }).length);
  return sizes.get(path);
};

function scriptsOf(html) {
  const tags = html.match(/<script\b[^>]*>/gu) ?? [];
  // Browsers that know modules leave the polyfill out.
  const sources = tags
    .filter((tag) => !/nomodule/iu.test(tag))
    .map((tag) => /\bsrc="([^"?]+)/u.exec(tag)?.[1])
    .filter((source) => source?.startsWith("/"));
  return [...new Set(sources)].map((source) => join(folder, source)).filter(existsSync);
}

const pages = readdirSync(folder, { recursive: true })
  .filter((path) => path.endsWith("index.html"))
  .map((path) => {
    const page = relative(".", path).replace(/index\.html$/u, "");
    const scripts = scriptsOf(readFileSync(join(folder, path), "utf8"));
    const bytes = scripts.reduce((sum, script) => sum + gzipped(script), 0);
    const [, budget] = BUDGETS.find(([pattern]) => pattern.test(page || "/"));
    return { page: `/${page}`, bytes, budget, scripts };
  })
  .sort((a, b) => b.bytes - a.bytes);

for (const { page, bytes, budget, scripts } of pages) {
  const mark = bytes > budget ? "✗" : "✓";
  console.log(`${mark} ${page.padEnd(28)} ${(bytes / KB).toFixed(1)} of ${budget / KB} KB`);
  if (option === "--list") {
    for (const script of scripts.toSorted((a, b) => gzipped(b) - gzipped(a))) {
      console.log(`    ${(gzipped(script) / KB).toFixed(1).padStart(6)}  ${script}`);
    }
  }
}
if (pages.length === 0) throw new Error(`No page in ${folder}`);
if (pages.some(({ bytes, budget }) => bytes > budget)) {
  console.error(
    "A page of the console is over its budget: load what is behind a click by dynamic().",
  );
  process.exit(1);
}

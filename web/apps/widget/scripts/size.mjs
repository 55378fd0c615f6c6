import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes after gzip that a page pays: the loader always, the rest until one can type, in the language that needs most. */
const BUDGETS = { loader: 5 * 1024, untilTyping: 48 * 1024 };

const dist = resolve(import.meta.dirname, "../dist");
const sizeOf = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;

const manifest = JSON.parse(readFileSync(join(dist, "frame/.vite/manifest.json"), "utf-8"));

/** The page, its script, and all that these need before they run; what they load later is not counted. */
function frame() {
  const files = new Set(["index.html"]);
  const add = (name) => {
    const { file, css = [], imports = [] } = manifest[name];
    if (files.has(file)) return;
    for (const one of [file, ...css]) files.add(one);
    imports.forEach(add);
  };
  add("index.html");
  return [...files]
    .map((file) => join("frame", file))
    .filter((file) => existsSync(join(dist, file)))
    .reduce((sum, file) => sum + sizeOf(file), 0);
}

/** Texts that are loaded before anything is shown: the frame's in one language, and the launcher's. */
function largestLanguage() {
  const catalogs = Object.keys(manifest).filter((name) => /^src\/texts\/[\w-]+\.ts$/u.test(name));
  const texts = readdirSync(join(dist, "parts/texts")).filter((name) => name.endsWith(".js"));
  if (catalogs.length < 19 || texts.length < 19) throw new Error("Some languages are not built.");
  const sizes = catalogs.map((name) => sizeOf(join("frame", manifest[name].file)));
  return Math.max(...sizes) + Math.max(...texts.map((name) => sizeOf(join("parts/texts", name))));
}

const loader = sizeOf("widget.js");
const sizes = { loader, untilTyping: loader + frame() + largestLanguage() };
console.log(JSON.stringify({ sizes, budgets: BUDGETS }));
if (sizes.loader > BUDGETS.loader || sizes.untilTyping > BUDGETS.untilTyping) {
  console.error("The widget is over its budget.");
  process.exit(1);
}

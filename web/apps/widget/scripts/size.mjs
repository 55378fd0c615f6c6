import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes after gzip that a page pays: the loader always, the rest until one can type. */
const BUDGETS = { loader: 5 * 1024, untilTyping: 60 * 1024 };

const dist = resolve(import.meta.dirname, "../dist");
const sizeOf = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;

/** The page, its script, and all that these need before they run; what they load later is not counted. */
function untilTyping() {
  const manifest = JSON.parse(readFileSync(join(dist, "frame/.vite/manifest.json"), "utf-8"));
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

const loader = sizeOf("widget.js");
const sizes = { loader, untilTyping: loader + untilTyping() };
console.log(JSON.stringify({ sizes, budgets: BUDGETS }));
if (sizes.loader > BUDGETS.loader || sizes.untilTyping > BUDGETS.untilTyping) {
  console.error("The widget is over its budget.");
  process.exit(1);
}

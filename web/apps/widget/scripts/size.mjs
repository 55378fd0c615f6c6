import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes after gzip that a page pays: the loader always, the rest until one can type. */
const BUDGETS = { loader: 5 * 1024, untilTyping: 60 * 1024 };

const dist = resolve(import.meta.dirname, "../dist");
const sizeOf = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name));

const loader = sizeOf(join(dist, "widget.js"));
const frame = filesIn(join(dist, "frame")).reduce((sum, path) => sum + sizeOf(path), 0);
const sizes = { loader, untilTyping: loader + frame };
console.log(JSON.stringify({ sizes, budgets: BUDGETS }));
if (sizes.loader > BUDGETS.loader || sizes.untilTyping > BUDGETS.untilTyping) {
  console.error("The widget is over its budget.");
  process.exit(1);
}

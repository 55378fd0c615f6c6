/**
 * Puts a .br and a .gz beside every text file of a build, so that the server need not compress while it serves.
 *
 * node compress.mjs <folder>…
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(css|html|js|json|map|md|mjs|svg|ts|txt|webmanifest)$/u;
const SMALLEST = 512;
const brotli = (data) =>
  brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: data.length } });

for (const folder of process.argv.slice(2)) {
  for (const item of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(item.parentPath, item.name);
    if (item.isFile() && /\.(br|gz)$/u.test(item.name)) rmSync(path);
  }
  for (const item of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!item.isFile() || !TEXT.test(item.name)) continue;
    const path = join(item.parentPath, item.name);
    const data = readFileSync(path);
    if (data.length < SMALLEST) continue;
    writeFileSync(`${path}.br`, brotli(data));
    writeFileSync(`${path}.gz`, gzipSync(data, { level: 9 }));
  }
}

/**
 * Holds the layers of the console, and fails on circles, types included:
 *
 *   app -> features -> components -> shared -> packages
 *
 * A feature never imports another: what two need moves down to components (looks) or shared; the page in `app` puts
 * features together.
 *
 * node layers.mjs
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import ts from "typescript";

const WEB = fileURLToPath(new URL("..", import.meta.url));
const CONSOLE = join(WEB, "apps/console/src");
const LAYERS = ["shared", "components", "features", "app"];
const ROOTS = [
  CONSOLE,
  ...["ui", "chat", "api-client"].map((name) => join(WEB, `packages/${name}/src`)),
];

const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true })
    .filter((path) => /(?<!\.d)\.tsx?$/u.test(path))
    .map((path) => join(root, path)),
);
const graph = new Map(files.map((file) => [file, importsOf(file)]));
const faults = [...graph].flatMap(([file, targets]) =>
  targets.flatMap((target) => layerFault(file, target)),
);
faults.push(...circles().map((circle) => `a circle: ${circle.map(short).join(" -> ")}`));

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);

function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles
    .map(({ fileName }) => resolved(file, fileName))
    .filter((path) => path !== null);
}

/** The file behind an import, or null when it is a package or no script. */
function resolved(file, name) {
  const base = name.startsWith("@/")
    ? join(CONSOLE, name.slice(2))
    : name.startsWith(".")
      ? resolve(dirname(file), name)
      : null;
  if (base === null) return null;
  const tried = [
    base,
    `${base}.ts`,
    `${base}.tsx`,
    join(base, "index.ts"),
    join(base, "index.tsx"),
  ];
  return (
    tried.find((path) => existsSync(path) && statSync(path).isFile() && /\.tsx?$/u.test(path)) ??
    null
  );
}

function layerFault(file, target) {
  const [from, to] = [placeOf(file), placeOf(target)];
  if (!from || !to) return [];
  if (from.level < to.level)
    return [`${short(file)} imports ${short(target)}, which lies above it`];
  if (from.feature && to.feature && from.feature !== to.feature) {
    return [`${short(file)} imports another feature: ${short(target)}`];
  }
  return [];
}

function placeOf(file) {
  const [layer, feature] = relative(CONSOLE, file).split(/[\\/]/u);
  const level = LAYERS.indexOf(layer);
  return level < 0 ? null : { level, feature: layer === "features" ? feature : null };
}

/** Tarjan's strongly connected components of more than one file. */
function circles() {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file), low.get(next)));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) found.push(group);
  };
  for (const file of files) if (!index.has(file)) visit(file);
  return found;
}

function short(file) {
  return relative(WEB, file);
}

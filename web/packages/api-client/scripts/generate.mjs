import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Writes the types of openapi.json; with `--check` only says whether the written ones are still true. */
const home = resolve(import.meta.dirname, "..");
const kept = join(home, "src/generated/schema.d.ts");

function generate(target) {
  const run = (...command) => execFileSync(command[0], command.slice(1), { cwd: home });
  run(
    "openapi-typescript",
    "openapi.json",
    ...["--default-non-nullable", "false"],
    ...["--root-types", "--root-types-no-schema-prefix"],
    ...["--output", target],
  );
  const config = resolve(home, "../../.prettierrc.json");
  run("prettier", "--log-level", "warn", "--config", config, "--write", target);
}

function isCurrent() {
  const folder = mkdtempSync(join(tmpdir(), "api-client-"));
  try {
    const fresh = join(folder, "schema.d.ts");
    generate(fresh);
    return readFileSync(fresh, "utf8") === readFileSync(kept, "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (!process.argv.includes("--check")) generate(kept);
else if (!isCurrent()) {
  console.error("src/generated/schema.d.ts does not follow openapi.json. Run: make client");
  process.exitCode = 1;
}

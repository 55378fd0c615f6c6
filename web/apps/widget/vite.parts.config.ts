import { readFileSync } from "node:fs";

import { defineConfig, type Plugin } from "vite";

import type { Plurals } from "./frame/src/texts/format";
import { LANGUAGES, loadCatalog } from "./frame/src/texts/languages";

/**
 * What the loader loads on demand: served under /widget/parts/, with plain names, as the loader knows them. Beside them the types of the SDK, as one file.
 */
export default defineConfig({
  plugins: [launcherTexts(), sdkTypes()],
  build: {
    outDir: "dist/parts",
    emptyOutDir: true,
    target: "es2022",
    lib: {
      entry: {
        cover: "loader/parts/cover.ts",
        visits: "loader/parts/visits.ts",
        icons: "loader/parts/icons.ts",
      },
      formats: ["es"],
      fileName: (_, name) => `${name}.js`,
    },
  },
});

/** The launcher's few words out of each language's texts. */
function launcherTexts(): Plugin {
  return {
    name: "launcher-texts",
    async generateBundle() {
      for (const name of LANGUAGES.filter((one) => one !== "en")) {
        this.emitFile({
          type: "asset",
          fileName: `texts/${fileOf(name)}.js`,
          source: await textsOf(name),
        });
      }
    },
  };
}

async function textsOf(name: (typeof LANGUAGES)[number]): Promise<string> {
  const { open, close, title, loadFailed: failed, unread } = await loadCatalog(name);
  const words = JSON.stringify({ open, close, title, failed });
  const forms = JSON.stringify(unread satisfies Plurals | undefined);
  return `const f=${forms},p=new Intl.PluralRules("${name}");
export default{...${words},unread:n=>(f[p.select(n)]??f.other).replace("{count}",n)};
`;
}

/** As the loader asks for it: by language, and Chinese by script. */
function fileOf(name: string): string {
  const chinese = { "zh-CN": "zh-Hans", "zh-TW": "zh-Hant" }[name];
  return chinese ?? new Intl.Locale(name).language;
}

function sdkTypes(): Plugin {
  return {
    name: "sdk-types",
    generateBundle() {
      const source = readFileSync(
        new URL("../../packages/react/src/sdk.ts", import.meta.url),
        "utf-8",
      );
      this.emitFile({ type: "asset", fileName: "widget.d.ts", source });
    },
  };
}

import { build } from "vite";

/** For pages that come from other chats: each one file without an import, so that it is a classic script and a module. */
for (const name of ["intercom", "crisp", "chatwoot"]) {
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: "dist/parts",
      emptyOutDir: false,
      target: "es2022",
      lib: {
        entry: `loader/parts/${name}.ts`,
        formats: ["iife"],
        name: "shim",
        fileName: () => `${name}.js`,
      },
    },
  });
}

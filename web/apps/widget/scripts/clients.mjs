import { build } from "vite";

/** Bundles the clients of other chats for the browser tests: `node scripts/clients.mjs folder`. */
const [outDir] = process.argv.slice(2);
for (const name of ["intercom", "react-intercom", "crisp"]) {
  await build({
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      lib: {
        entry: `clients/${name}.ts`,
        formats: ["iife"],
        name: "bundle",
        fileName: () => `${name}.js`,
      },
    },
  });
}

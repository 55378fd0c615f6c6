import { defineConfig, type Plugin } from "vite";

/** The loader: one file that any page can run as a plain script. */
export default defineConfig({
  plugins: [oneLineStyles()],
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    lib: {
      entry: "loader/index.ts",
      formats: ["iife"],
      name: "SwitchboardLoader",
      fileName: () => "widget.js",
    },
  },
});

/** The styles are a text, which no minifier touches. */
function oneLineStyles(): Plugin {
  return {
    name: "one-line-styles",
    transform: (code, id) =>
      id.endsWith("/loader/styles.ts")
        ? code.replace(/`[^`]*`/u, (styles) => styles.replaceAll("\n", ""))
        : null,
  };
}

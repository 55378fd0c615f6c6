import { defineConfig } from "vite";

/**
 * The frame: React source on Preact (docs/decisions/0004-preact-in-the-widget.md), relative addresses so that it
 * works under any path.
 */
export default defineConfig({
  root: "frame",
  base: "./",
  resolve: {
    alias: [
      { find: "react-dom/client", replacement: "preact/compat/client" },
      { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
      { find: /^react$/u, replacement: "preact/compat" },
    ],
  },
  build: {
    outDir: "../dist/frame",
    emptyOutDir: true,
    // By it the size is counted: see scripts/size.mjs.
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onwarn: (warning, warn) => {
        // "use client" in the icons means nothing here.
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
});

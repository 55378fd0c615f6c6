import { defineConfig } from "vite";

/** The loader: one file that any page can run as a plain script. */
export default defineConfig({
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

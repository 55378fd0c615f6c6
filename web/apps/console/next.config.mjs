import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
export default {
  output: "export",
  trailingSlash: true,
  images: { unoptimized: true },
  reactStrictMode: true,
  poweredByHeader: false,
  transpilePackages: ["@switchboard/api-client", "@switchboard/chat", "@switchboard/ui"],
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
  // `npm run types` checks every package once, outside of the build.
  typescript: { ignoreBuildErrors: true },
};

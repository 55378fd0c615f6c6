"use client";

import "./globals.css";

import type { ReactElement } from "react";

import { Crash } from "@/components/Crash";
import { t } from "@/components/texts";

/** The layout itself broke, so this is the whole document. */
export default function GlobalError({ error }: { error: unknown }): ReactElement {
  return (
    <html lang="en">
      <head>
        <title>{t("common.appName")}</title>
        <script src="/theme.js" />
      </head>
      <body>
        <main className="h-dvh">
          <Crash error={error} />
        </main>
      </body>
    </html>
  );
}

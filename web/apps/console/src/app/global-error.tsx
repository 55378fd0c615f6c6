"use client";

import "./globals.css";

import { type ReactElement, useEffect } from "react";

import { isStalePage, reloadOnce } from "@/shared/stale-page";

/**
 * The layout itself broke, so this is the whole document. It has no component of its own: it comes with every page, and
 * must stand when everything else fell.
 */
export default function GlobalError({ error }: { error: unknown }): ReactElement {
  useEffect(() => {
    if (isStalePage(error)) reloadOnce();
  }, [error]);
  return (
    <html lang="en">
      <head>
        <title>Switchboard</title>
        <script src="/theme.js" />
      </head>
      <body>
        <main className="grid h-dvh place-items-center p-6" role="alert">
          <div className="flex flex-col items-center gap-4">
            <h1 className="text-lg font-semibold">Something went wrong</h1>
            <button
              type="button"
              className="sb-button sb-button-primary sb-button-md"
              onClick={() => window.location.reload()}
            >
              Reload
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}

import type { ArticleSource, SourceSettings } from "@switchboard/api-client";

/** A source's settings as a form holds them. */
export interface SettingsForm {
  depth: number | null;
  pages: number | null;
  include: string;
  exclude: string;
  language: string;
  audience: "public" | "customers" | "staff";
  onChange: "apply" | "ask";
  schedule: ArticleSource["schedule"];
}

/** What the server takes. */
export const MAX_DEPTH = 20;
export const MAX_PAGES = 10_000;

export const FOUND_OUT = "auto";

export const fresh: SettingsForm = {
  depth: 5,
  pages: 500,
  include: "",
  exclude: "",
  language: FOUND_OUT,
  audience: "public",
  onChange: "apply",
  schedule: "weekly",
};

export function formOf(source: ArticleSource): SettingsForm {
  const { settings } = source;
  return {
    depth: settings.depth ?? fresh.depth,
    pages: settings.pages ?? fresh.pages,
    include: (settings.include ?? []).join("\n"),
    exclude: (settings.exclude ?? []).join("\n"),
    language: settings.language ?? FOUND_OUT,
    audience: settings.audience ?? "public",
    onChange: settings.on_change ?? "apply",
    schedule: source.schedule,
  };
}

export function settingsOf(form: SettingsForm): SourceSettings {
  return {
    depth: form.depth ?? 5,
    pages: form.pages ?? 500,
    include: prefixes(form.include),
    exclude: prefixes(form.exclude),
    language: form.language === FOUND_OUT ? null : form.language,
    audience: form.audience,
    on_change: form.onChange,
  };
}

/** Beginnings of paths, one on a line; a whole address is cut to its path. */
export function prefixes(text: string): string[] {
  const lines = text.split(/[\n,]/).map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const path = line.replace(/^https?:\/\/[^/]*/, "");
    return path.startsWith("/") ? path : `/${path}`;
  });
}

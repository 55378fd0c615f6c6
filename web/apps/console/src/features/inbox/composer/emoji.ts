import { matchSorter } from "match-sorter";

import { locale } from "@/shared/locale";

export interface Emoji {
  char: string;
  names: readonly string[];
}

type ShortNames = Record<string, string | string[]>;

const loaded = new Map<string, Promise<readonly Emoji[]>>();

/** The emoji with their short names, in English and in the interface's language; fetched when first needed. */
export function loadEmoji(language = locale()): Promise<readonly Emoji[]> {
  const known = loaded.get(language);
  if (known) return known;
  const coming = Promise.all([english(), local(language)]).then(([common, own]) =>
    merge(common, own),
  );
  loaded.set(language, coming);
  coming.catch(() => loaded.delete(language));
  return coming;
}

async function english(): Promise<ShortNames> {
  return (await import("emojibase-data/en/shortcodes/github.json")).default as ShortNames;
}

async function local(language: string): Promise<ShortNames> {
  switch (language) {
    case "es":
      return (await import("emojibase-data/es/shortcodes/cldr.json")).default as ShortNames;
    case "de":
      return (await import("emojibase-data/de/shortcodes/cldr.json")).default as ShortNames;
    default:
      return {};
  }
}

/** Only what the first list has, so that skin tones and such do not crowd the rest out. */
function merge(common: ShortNames, own: ShortNames): readonly Emoji[] {
  return Object.entries(common).map(([code, names]) => ({
    char: charOf(code),
    names: [...[names].flat(), ...[own[code] ?? []].flat()],
  }));
}

/** Old signs are drawn as emoji only when they are asked to (U+FE0F). */
function charOf(code: string): string {
  const points = code.split("-").map((part) => parseInt(part, 16));
  const old = points.length === 1 && (points[0] ?? 0) < 0x1f000;
  return String.fromCodePoint(...points) + (old ? "\ufe0f" : "");
}

/** The emoji whose names fit best. */
export function findEmoji(all: readonly Emoji[], query: string, most = 8): Emoji[] {
  return matchSorter(all, query, { keys: [({ names }) => [...names]] }).slice(0, most);
}

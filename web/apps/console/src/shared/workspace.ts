"use client";

import { languageName } from "./format";
import { useMe } from "./session/me";

/** The workspace's languages as items of a select, its default first. */
export function useLanguageItems(): { value: string; label: string }[] {
  const { workspace } = useMe();
  const codes = new Set([workspace.default_language, ...workspace.languages]);
  return [...codes].map((value) => ({ value, label: languageName(value) }));
}

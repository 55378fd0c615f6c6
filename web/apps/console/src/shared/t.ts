import { createTexts } from "./create-texts";
import { en } from "./texts/en";

/** Texts that every page has. Features use those of their own `texts/`, which include these. */
export const texts = createTexts(en, {
  es: () => import("./texts/es"),
  de: () => import("./texts/de"),
});
export const { t, tn } = texts;
export type MessageKey = Parameters<typeof t>[0];

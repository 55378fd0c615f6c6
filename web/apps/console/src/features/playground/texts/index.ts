import { texts as below } from "@/components/texts";
import { createTexts } from "@/shared/create-texts";

import { en } from "./en";

export const texts = createTexts(en, { es: () => import("./es"), de: () => import("./de") }, below);
export const { t, tn } = texts;
export type MessageKey = Parameters<typeof t>[0];

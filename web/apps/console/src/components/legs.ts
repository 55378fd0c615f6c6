import { t } from "@/components/texts";

const LEGS = ["lexical", "question", "dense", "head", "rerank"] as const;

/** The search's name for one of its ways to find, in words. */
export function legName(leg: string): string {
  const known = LEGS.find((name) => name === leg);
  return known ? t(`trace.leg.${known}`) : leg;
}

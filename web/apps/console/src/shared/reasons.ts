import { t } from "./t";

const REASONS = [
  "asked_for_person",
  "nothing_found",
  "not_sure",
  "no_text",
  "said_it_twice",
  "model_handed_over",
  "model_failed",
  "timed_out",
  "ungrounded",
  "failed",
  "by_staff",
] as const;

/** Why a conversation was handed over, as the end of a sentence; unknown codes as their words. */
export function reasonText(code: string): string {
  const known = REASONS.find((reason) => reason === code);
  return known ? t(`reason.${known}`) : code.replaceAll("_", " ");
}

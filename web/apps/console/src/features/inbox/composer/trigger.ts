export type TriggerKind = "canned" | "mention" | "emoji";

/** What somebody is about to name: a canned response, a colleague or an emoji. */
export interface Trigger {
  kind: TriggerKind;
  /** What was typed after the sign. */
  query: string;
  /** Where the sign stands; up to the caret it is replaced by what is chosen. */
  from: number;
}

const PATTERNS: readonly [TriggerKind, RegExp][] = [
  ["canned", /(?:^|\s)(\/[\p{L}\p{N}.-]*)$/u],
  ["mention", /(?:^|[\s(])(@[\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u],
  ["emoji", /(?:^|[\s(])(:[\p{L}\p{N}+_-]{2,})$/u],
];

/** What stands before the caret, if it asks for suggestions of one of these kinds. */
export function triggerAt(
  text: string,
  caret: number,
  kinds: readonly TriggerKind[],
): Trigger | null {
  const before = text.slice(0, caret);
  for (const [kind, pattern] of PATTERNS) {
    const typed = kinds.includes(kind) ? pattern.exec(before)?.[1] : undefined;
    if (typed) return { kind, query: typed.slice(1), from: caret - typed.length };
  }
  return null;
}

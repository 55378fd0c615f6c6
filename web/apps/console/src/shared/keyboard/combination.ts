/** A combination of keys as text, for instance "Mod+Alt+E": modifiers in this order, then the key. */
export type Combination = string;

/** What a key event tells of itself; the part of KeyboardEvent that is needed here. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey"
>;

const MODIFIER_KEYS = ["Alt", "AltGraph", "Control", "Meta", "Shift", "CapsLock", "Dead"];

/**
 * The combination that was pressed, or null while only modifiers are down.
 *
 * Letters of the Latin alphabet count by what they are (AZERTY), others by where they lie (Cyrillic, Hebrew, and the
 * signs that Option makes on a Mac). Signs such as "?" count by what they are, wherever the layout has them.
 */
export function combinationOf(press: KeyPress, mac = isMac()): Combination | null {
  const key = keyOf(press);
  if (!key) return null;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  // A sign that needs Shift on this layout is itself; Shift tells letters and named keys apart.
  const shift = press.shiftKey && (key.length > 1 || /^[A-Z0-9]$/u.test(key));
  return [
    mod && "Mod",
    other && (mac ? "Ctrl" : "Meta"),
    press.altKey && "Alt",
    shift && "Shift",
    key,
  ]
    .filter(Boolean)
    .join("+");
}

function keyOf({ key, code, altKey }: KeyPress): string | null {
  if (MODIFIER_KEYS.includes(key) && !/^(?:Key|Digit)/u.test(code)) return null;
  if (/^[a-z]$/iu.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/u.exec(code)?.[1];
  if (letter) return letter;
  const digit = /^Digit(\d)$/u.exec(code)?.[1];
  if (digit && (altKey || /^\d$/u.test(key))) return digit;
  if (key === " ") return "Space";
  return key === "Unidentified" || key === "Process" ? null : key;
}

/** How people read a combination: "⌘⌥E" on a Mac, "Ctrl+Alt+E" elsewhere. */
export function shownCombination(combination: Combination, mac = isMac()): string {
  const names: Record<string, string> = mac
    ? { Mod: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧", ...ARROWS }
    : { Mod: "Ctrl", Meta: "Win", ...ARROWS };
  const parts = partsOf(combination).map((part) => names[part] ?? part);
  return parts.join(mac ? "" : "+");
}

const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

/** "Alt++" is Alt and the plus sign. */
function partsOf(combination: Combination): string[] {
  return combination.endsWith("++")
    ? [...combination.slice(0, -2).split("+"), "+"]
    : combination === "+"
      ? ["+"]
      : combination.split("+");
}

/** Whether it can be typed as text, so that it must not act while somebody writes. */
export function isTyped(combination: Combination): boolean {
  return !/^(?:Mod|Ctrl|Meta|Alt)\+/u.test(combination) && combination !== "Escape";
}

export function isMac(): boolean {
  return typeof navigator !== "undefined" && /Mac|iPhone|iPad/u.test(navigator.userAgent);
}

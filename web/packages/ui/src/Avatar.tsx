import { Headset, Sparkles } from "lucide-react";
import { type ReactElement, useState } from "react";

import { classes } from "./classes";

export type AvatarKind = "person" | "assistant" | "team";

export interface AvatarProps {
  name: string;
  /** Whose it is: the colour stays theirs whatever they are called, and tells the nameless apart. */
  id?: string | null | undefined;
  kind?: AvatarKind;
  src?: string;
  /** Pixels. */
  size?: number;
}

const TONES = 6;

/**
 * Picture or initials. Decorative: the name stands beside it as text. Plain React on purpose, since the widget
 * loads it too and has no room for a component library.
 */
export function Avatar({ name, id, kind = "person", src, size = 32 }: AvatarProps): ReactElement {
  const [broken, setBroken] = useState(false);
  return (
    <span
      aria-hidden
      className={classes(
        "sb-avatar",
        `sb-avatar-${kind}`,
        kind === "person" && `sb-tone-${tone(id ?? name)}`,
      )}
      style={{ width: size, height: size, fontSize: Math.max(10, size * 0.38) }}
    >
      {src && !broken ? (
        <img src={src} alt="" onError={() => setBroken(true)} />
      ) : (
        fallback(kind, name, size)
      )}
    </span>
  );
}

function fallback(kind: AvatarKind, name: string, size: number) {
  if (kind === "assistant") return <Sparkles size={size * 0.52} />;
  if (kind === "team") return <Headset size={size * 0.52} />;
  return initials(name);
}

/** The first letters of the first and the last word, at most two. A number ("Amber Fox 27") is no word. */
export function initials(name: string): string {
  const words = name.match(/[^\s\d]\S*/gu) ?? [name.trim()];
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words[words.length - 1] ?? "") : "";
  return ([...first][0] ?? "?").toLocaleUpperCase() + ([...last][0] ?? "").toLocaleUpperCase();
}

function tone(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum % TONES;
}

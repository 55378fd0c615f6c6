/** A text and what is selected in it. */
export interface Edit {
  text: string;
  start: number;
  end: number;
}

export type Mark = "bold" | "italic" | "code" | "link" | "list" | "numbers";

const AROUND = { bold: "**", italic: "_", code: "`" } as const;

/** Sets or takes back a mark around the selection, or before its lines. */
export function toggle(edit: Edit, mark: Mark): Edit {
  if (mark === "link") return link(edit);
  if (mark === "list" || mark === "numbers") return lines(edit, mark);
  return around(edit, AROUND[mark]);
}

function around({ text, start, end }: Edit, sign: string): Edit {
  const inside = text.slice(start, end);
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (before.endsWith(sign) && after.startsWith(sign)) {
    const without = before.slice(0, -sign.length) + inside + after.slice(sign.length);
    return { text: without, start: start - sign.length, end: end - sign.length };
  }
  if (start === end && after.startsWith(sign) && before.includes(sign)) {
    return { text, start: start + sign.length, end: end + sign.length };
  }
  return {
    text: before + sign + inside + sign + after,
    start: start + sign.length,
    end: end + sign.length,
  };
}

/** The selected words become the link's text; a selected address becomes where it leads. */
function link({ text, start, end }: Edit): Edit {
  const inside = text.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/u.test(inside);
  const made = isAddress ? `[](${inside})` : `[${inside}](https://)`;
  const at = isAddress ? start + 1 : start + made.length - 1;
  return { text: text.slice(0, start) + made + text.slice(end), start: at, end: at };
}

const BULLET = /^(?:[-*]|\d+\.) /u;

function lines({ text, start, end }: Edit, mark: "list" | "numbers"): Edit {
  const from = text.slice(0, start).lastIndexOf("\n") + 1;
  const next = text.indexOf("\n", end);
  const to = next === -1 ? text.length : next;
  const chosen = text.slice(from, to).split("\n");
  const sign = (index: number) => (mark === "list" ? "- " : `${index + 1}. `);
  const has = chosen.every((line, index) => line.startsWith(sign(index)));
  const made = chosen.map((line, index) => (has ? "" : sign(index)) + line.replace(BULLET, ""));
  const changed = made.join("\n");
  const first = (made[0]?.length ?? 0) - (chosen[0]?.length ?? 0);
  const begin = Math.max(from, start + first);
  return {
    text: text.slice(0, from) + changed + text.slice(to),
    start: begin,
    end: Math.max(begin, end + changed.length - (to - from)),
  };
}

/** Puts other text in the place of a stretch, with the caret behind it. */
export function replace(text: string, from: number, to: number, by: string): Edit {
  const at = from + by.length;
  return { text: text.slice(0, from) + by + text.slice(to), start: at, end: at };
}

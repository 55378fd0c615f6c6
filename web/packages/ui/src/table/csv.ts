import type { Column } from "./types";

/** Excel takes a file for UTF-8 only with this. */
const BYTE_ORDER_MARK = "\uFEFF";

/** The rows as CSV (RFC 4180), with the columns that have a text. */
export function csvOf<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const shown = columns.flatMap(({ header, text }) => (text ? [{ header, text }] : []));
  const lines = [
    shown.map(({ header }) => quoted(header)),
    ...rows.map((row) => shown.map(({ text }) => quoted(text(row)))),
  ];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

/**
 * One cell. What begins like a formula gets an apostrophe before it: customers write these texts, and a spreadsheet
 * would run them (OWASP, CSV injection).
 */
function quoted(value: string | number | null | undefined): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

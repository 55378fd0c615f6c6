import { locale, regionalLocale } from "./locale";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const made = new Map<string, unknown>();

/** Formatters are dear to make, and the language can change: one of each kind for each language. */
function once<T>(name: string, tag: string, make: (tag: string) => T): T {
  const key = `${name} ${tag}`;
  if (!made.has(key)) made.set(key, make(tag));
  return made.get(key) as T;
}

function dates(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(name, regionalLocale(), (tag) => new Intl.DateTimeFormat(tag, options));
}

function relative(): Intl.RelativeTimeFormat {
  // English has a narrow form that everybody reads; in German "vor 5 m" would be metres.
  const style = locale() === "en" ? "narrow" : "short";
  const options = { numeric: "auto", style } as const;
  return once("relative", locale(), (tag) => new Intl.RelativeTimeFormat(tag, options));
}

function inUnit(value: number, unit: "minute" | "hour"): string {
  const options = { style: "unit", unit, unitDisplay: "narrow" } as const;
  return once(unit, locale(), (tag) => new Intl.NumberFormat(tag, options)).format(value);
}

/** How long ago, as short as a list needs it: "now", "5m", "3h", then the day. */
export function shortAge(iso: string, now = Date.now()): string {
  const age = now - Date.parse(iso);
  if (age < MINUTE) return relative().format(0, "second");
  if (age < HOUR) return inUnit(Math.floor(age / MINUTE), "minute");
  if (age < DAY) return inUnit(Math.floor(age / HOUR), "hour");
  return dates("day", { day: "numeric", month: "short" }).format(new Date(iso));
}

/** "2 hr. ago", "in 5 hr.", "yesterday". */
export function ago(iso: string, now = Date.now()): string {
  const difference = Date.parse(iso) - now;
  const size = Math.abs(difference);
  if (size < MINUTE) return relative().format(0, "second");
  if (size < HOUR) return relative().format(Math.round(difference / MINUTE), "minute");
  if (size < DAY) return relative().format(Math.round(difference / HOUR), "hour");
  if (size < 30 * DAY) return relative().format(Math.round(difference / DAY), "day");
  return date(iso);
}

export function clockTime(iso: string): string {
  return dates("clock", { hour: "2-digit", minute: "2-digit" }).format(new Date(iso));
}

export function dateTime(iso: string): string {
  return dates("full", { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

export function date(iso: string): string {
  return dates("date", { dateStyle: "medium" }).format(new Date(iso));
}

/** A day of the calendar ("2026-03-01", whatever the zone), without its year. */
export function dayName(day: string): string {
  const options = { day: "numeric", month: "short", timeZone: "UTC" } as const;
  return dates("calendar day", options).format(new Date(day));
}

export function weekdayTime(value: Date): string {
  const options = { weekday: "short", hour: "2-digit", minute: "2-digit" } as const;
  return dates("weekday", options).format(value);
}

export function count(value: number): string {
  return once("number", regionalLocale(), (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** Milliseconds as people read them: "840 ms", "1.2 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${decimal(ms / 1000)} s`;
}

function decimal(value: number): string {
  const options = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const format = once("decimal", regionalLocale(), (tag) => new Intl.NumberFormat(tag, options));
  return format.format(value);
}

/** 0..1 as a percentage. */
export function percent(share: number): string {
  const make = (tag: string) => new Intl.NumberFormat(tag, { style: "percent" });
  return once("percent", regionalLocale(), make).format(share);
}

/** "Spanish" for "es", in the interface's language; the code itself when it is not a language. */
export function languageName(code: string): string {
  try {
    const make = (tag: string) => new Intl.DisplayNames([tag], { type: "language" });
    return once("languages", locale(), make).of(code) ?? code;
  } catch {
    return code;
  }
}

/** "Ana, Ben and Eva", as the interface's language lists names. */
export function listed(names: readonly string[]): string {
  const make = (tag: string) => new Intl.ListFormat(tag, { type: "conjunction" });
  return once("list", locale(), make).format(names);
}

/** A file's size: "340 kB", "2.1 MB". */
export function fileSize(bytes: number): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(1, bytes / 1000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  const options = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  const make = (tag: string) => new Intl.NumberFormat(tag, options);
  return once(`${unit}${value < 10}`, regionalLocale(), make).format(value);
}

/** The time somewhere else, with the day where it is another one there: "Tue 09:12". */
export function timeIn(zone: string, moment: Date): string {
  const options = { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: zone } as const;
  try {
    return dates(`in ${zone}`, options).format(moment);
  } catch {
    return "";
  }
}

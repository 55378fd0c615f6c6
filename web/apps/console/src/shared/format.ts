const LOCALE = typeof navigator === "undefined" ? "en" : navigator.language;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const dayAndMonth = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const fullDate = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const fullTime = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const weekdayAndClock = new Intl.DateTimeFormat(LOCALE, {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });
const number = new Intl.NumberFormat(LOCALE);
const languages = new Intl.DisplayNames(["en"], { type: "language" });

/** How long ago, as short as a list needs it: "now", "5m", "3h", then the day. */
export function shortAge(iso: string, now = Date.now()): string {
  const age = now - Date.parse(iso);
  if (age < MINUTE) return "now";
  if (age < HOUR) return `${Math.floor(age / MINUTE)}m`;
  if (age < DAY) return `${Math.floor(age / HOUR)}h`;
  return dayAndMonth.format(new Date(iso));
}

/** "2 hr. ago", "in 5 hr.", "yesterday". */
export function ago(iso: string, now = Date.now()): string {
  const difference = Date.parse(iso) - now;
  const size = Math.abs(difference);
  if (size < MINUTE) return "now";
  if (size < HOUR) return relative.format(Math.round(difference / MINUTE), "minute");
  if (size < DAY) return relative.format(Math.round(difference / HOUR), "hour");
  if (size < 30 * DAY) return relative.format(Math.round(difference / DAY), "day");
  return fullDate.format(new Date(iso));
}

export function clockTime(iso: string): string {
  return clock.format(new Date(iso));
}

export function dateTime(iso: string): string {
  return fullTime.format(new Date(iso));
}

export function date(iso: string): string {
  return fullDate.format(new Date(iso));
}

export function weekdayTime(value: Date): string {
  return weekdayAndClock.format(value);
}

export function count(value: number): string {
  return number.format(value);
}

/** Milliseconds as people read them: "840 ms", "1.2 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** 0..1 as a percentage. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** "Spanish" for "es"; the code itself when it is not a language. */
export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

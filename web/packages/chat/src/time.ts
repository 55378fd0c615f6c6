const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** "14:02", as the locale writes it. */
export function clockTime(time: string, locale: string | undefined): string {
  return format(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(time));
}

/** The whole date and time, for a tooltip. */
export function fullTime(time: string, locale: string | undefined): string {
  return format(locale, { dateStyle: "full", timeStyle: "short" }).format(new Date(time));
}

/** "Today", "Yesterday", or the date. */
export function dayName(date: Date, locale: string | undefined, now = new Date()): string {
  const days = Math.round((midnight(date) - midnight(now)) / DAY_MS);
  if (days === 0 || days === -1) {
    return capital(new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day"));
  }
  const sameYear = date.getFullYear() === now.getFullYear();
  return format(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

function format(locale: string | undefined, options: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

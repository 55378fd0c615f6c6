const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "1.4 MB", as the locale writes it. */
export function fileSize(bytes: number, locale: string | undefined): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[step] as string,
    unitDisplay: "short",
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

/** "1:05". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

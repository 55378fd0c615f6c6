export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From and until, as "09:00"; an end that is not later lies on the next day. */
export interface Shift {
  start: string;
  end: string;
}

/** When people are there, as a form holds it. */
export interface HoursForm {
  enabled: boolean;
  timeZone: string;
  week: Record<Weekday, Shift[]>;
  /** As "2026-12-25". */
  holidays: string[];
}

const USUAL: Shift = { start: "09:00", end: "17:00" };

/** Reads what an inbox has; without hours, the usual ones wait to be switched on. */
export function hoursOf(value: unknown): HoursForm {
  const kept = (value ?? null) as { time_zone?: string; week?: object; holidays?: string[] } | null;
  const week = (kept?.week ?? {}) as Partial<Record<Weekday, Shift[]>>;
  return {
    enabled: kept !== null,
    timeZone: kept?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: Object.fromEntries(
      WEEKDAYS.map((day, index) => [day, kept ? (week[day] ?? []) : index < 5 ? [USUAL] : []]),
    ) as HoursForm["week"],
    holidays: kept?.holidays ?? [],
  };
}

/** The setting to send; null when people are always there. */
export function hoursSetting(form: HoursForm): object | null {
  if (!form.enabled) return null;
  return {
    time_zone: form.timeZone,
    week: form.week,
    holidays: form.holidays.map((day) => day.trim()).filter(Boolean),
  };
}

/** One more shift for a day: after the last one, if there is one. */
export function withShift(shifts: readonly Shift[]): Shift[] {
  const last = shifts[shifts.length - 1];
  if (!last) return [USUAL];
  const from = Math.min(Number(last.end.slice(0, 2)) + 1, 22);
  return [...shifts, { start: clock(from), end: clock(Math.min(from + 3, 23)) }];
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

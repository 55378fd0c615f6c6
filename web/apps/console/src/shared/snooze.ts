import type { MessageKey } from "./t";

export interface SnoozePreset {
  label: MessageKey;
  until: Date;
}

const MORNING = 9;
const EVENING = 18;

/** A few natural moments after `now`, in the agent's own time, soonest first; none within the hour. */
export function snoozePresets(now: Date): SnoozePreset[] {
  const presets: SnoozePreset[] = [
    { label: "inbox.snooze.hours", until: new Date(now.getTime() + 3 * 3_600_000) },
    { label: "inbox.snooze.evening", until: at(now, 0, EVENING) },
    { label: "inbox.snooze.tomorrow", until: at(now, 1, MORNING) },
  ];
  // On a Sunday, Monday is tomorrow and stands there already.
  const days = (8 - now.getDay()) % 7 || 7;
  if (days > 1) presets.push({ label: "inbox.snooze.monday", until: at(now, days, MORNING) });
  if (days < 7) presets.push({ label: "inbox.snooze.week", until: at(now, 7, MORNING) });
  const soonest = now.getTime() + 3_600_000;
  return presets
    .filter(({ until }) => until.getTime() >= soonest)
    .sort((a, b) => a.until.getTime() - b.until.getTime());
}

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

/** A moment as an input of type `datetime-local` writes it: in the agent's own time, to the minute. */
export function localInput(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

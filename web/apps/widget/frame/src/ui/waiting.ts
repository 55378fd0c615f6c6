import type { Availability } from "../api/types";
import type { Texts } from "../texts";

const DAY_MS = 86_400_000;

/** What somebody who waits for a person should know: never that one comes soon when nobody is there. */
export function waitText(now: Availability | null, texts: Texts, locale: string): string {
  if (!now) return texts.waitAway;
  if (now.someone_there) return soonText(now, texts, locale);
  return now.opens_at ? texts.awayUntil({ when: whenIs(now.opens_at, locale) }) : texts.waitAway;
}

/** What happens when the visitor asks for a person. */
export function askText(now: Availability, texts: Texts, locale: string): string {
  if (now.someone_there) {
    return now.usual_wait_seconds === null ? texts.personHere : soonText(now, texts, locale);
  }
  return now.opens_at ? texts.awayUntil({ when: whenIs(now.opens_at, locale) }) : texts.personAway;
}

function soonText({ usual_wait_seconds }: Availability, texts: Texts, locale: string): string {
  if (usual_wait_seconds === null) return texts.waitingLine;
  return texts.waitAbout({ time: durationText(usual_wait_seconds, locale) });
}

/** "5 minutes", "2 hours": as one would say it. */
function durationText(seconds: number, locale: string): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const [value, unit] = minutes < 90 ? [minutes, "minute"] : [Math.round(minutes / 60), "hour"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** "Monday at 9:00" is the reader's Monday: their clock, their words. */
export function whenIs(time: string, locale: string): string {
  const at = new Date(time);
  const soon = at.getTime() - Date.now() < 6 * DAY_MS;
  return new Intl.DateTimeFormat(locale, {
    ...(soon ? { weekday: "long" } : { day: "numeric", month: "long" }),
    hour: "numeric",
    minute: "2-digit",
  }).format(at);
}

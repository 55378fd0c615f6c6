/** A day as an input of type `date` writes it ("2026-03-01"), in the person's own time zone; "" for no day. */
export function dayOf(iso: string | null | undefined): string {
  const moment = new Date(iso ?? "");
  if (Number.isNaN(moment.getTime())) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const year = String(moment.getFullYear()).padStart(4, "0");
  return `${year}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** The moment at which a day begins where the person is, in UTC; "" for no day. */
export function startOfDay(day: string): string {
  const moment = new Date(`${day}T00:00`);
  return Number.isNaN(moment.getTime()) ? "" : moment.toISOString();
}

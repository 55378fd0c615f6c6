import type { KeyboardEvent } from "react";

const ENDS: Record<string, number> = { Home: -Infinity, End: Infinity };
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/**
 * Moves the focus from row to row: to what leads to the row's own page, or to the row itself. Keys that are pressed in
 * a field, a menu or with a modifier are theirs.
 */
export function moveAmongRows(
  event: KeyboardEvent<HTMLElement>,
  count: number,
  reveal: (index: number) => void,
): void {
  const { key, currentTarget, target } = event;
  const step = STEPS[key] ?? ENDS[key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  if (!(target instanceof HTMLElement) || target.matches("input:not([type=checkbox]), textarea")) {
    return;
  }
  const row = target.closest<HTMLElement>("[data-row]");
  if (!row || target.getAttribute("aria-haspopup")) return;
  event.preventDefault();
  const next = Math.min(count - 1, Math.max(0, Number(row.dataset["row"]) + step));
  const focus = (): boolean => {
    const place = currentTarget.querySelector<HTMLElement>(`[data-row="${next}"]`);
    (place?.querySelector<HTMLElement>("th a, th button") ?? place)?.focus();
    return place !== null;
  };
  if (focus()) return;
  reveal(next);
  requestAnimationFrame(() => requestAnimationFrame(focus));
}

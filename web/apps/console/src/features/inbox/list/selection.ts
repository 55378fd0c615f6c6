/** Which rows are chosen, and from which one a stretch is chosen with Shift. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };
export const MOST_CHOSEN = 200;

/** Chooses a row, or no longer. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id) && next.size < MOST_CHOSEN) next.add(id);
  return { ids: next, anchor: id };
}

/** Chooses every row from the last one that was touched to this one. */
export function stretched(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor ? order.indexOf(selection.anchor) : -1;
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return toggled(selection, id);
  const stretch = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const together = [...new Set([...selection.ids, ...stretch])];
  return { ids: new Set(together.slice(0, MOST_CHOSEN)), anchor: selection.anchor };
}

/** Chooses all rows that are there, or none if all are chosen. */
export function all(selection: Selection, order: readonly string[]): Selection {
  const most = order.slice(0, MOST_CHOSEN);
  return most.every((id) => selection.ids.has(id)) ? NOTHING : { ids: new Set(most), anchor: null };
}

/** What is still in the list. */
export function remaining(selection: Selection, order: readonly string[]): Selection {
  const ids = order.filter((id) => selection.ids.has(id));
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) };
}

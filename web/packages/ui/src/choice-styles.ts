/** How several choices stand: below each other, as pills in a row, or as cards side by side. */
export type ChoiceLook = "list" | "chips" | "cards";

const FOCUS =
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus";
const CHOSEN =
  "has-data-checked:border-accent has-data-checked:bg-accent-soft has-data-checked:text-on-accent-soft";
const OFF = "has-data-disabled:cursor-default has-data-disabled:opacity-60";

export const AROUND: Record<ChoiceLook, string> = {
  list: "flex flex-col",
  chips: "flex flex-wrap gap-2",
  cards: "grid auto-cols-fr grid-flow-col gap-3 max-sm:grid-flow-row",
};

export const ITEM: Record<ChoiceLook, string> = {
  list: `flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm ${OFF}`,
  chips: `inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-control px-3 text-sm hover:bg-surface-2 ${CHOSEN} ${FOCUS} ${OFF}`,
  cards: `flex cursor-pointer flex-col items-center gap-2 rounded-lg border border-control px-2 py-3 text-center hover:bg-surface-2 max-sm:flex-row max-sm:px-3 ${CHOSEN} ${FOCUS} ${OFF}`,
};

/** The box or circle of a choice; what shows its state where the whole pill or card does not. */
export const MARK =
  "grid size-4.5 shrink-0 place-items-center border border-control bg-surface text-on-accent transition-colors data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent data-disabled:opacity-60 aria-invalid:border-danger";

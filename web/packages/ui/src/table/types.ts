import type { ReactNode } from "react";

/** One column of a table. */
export interface Column<T> {
  /** Also its name in the address: `?sort=-name`. */
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /**
   * What the cell says as plain text or a number: for CSV, and for sorting rows that are all here. A column without it
   * is not exported.
   */
  text?: (row: T) => string | number | null | undefined;
  /** Its header sorts by it. */
  sortable?: boolean;
  align?: "start" | "end";
  /** A Tailwind width, such as "w-32"; the others share what is left. */
  width?: string;
  /** From which width of the screen on it is shown; what it says has to be found elsewhere then. */
  from?: "sm" | "md" | "lg";
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** What a table says; it has no language of its own. */
export interface TableTexts {
  selectAll: string;
  /** Names the checkbox of a row. */
  select: (row: string) => string;
}

export interface DataTableProps<T> {
  /** What the table lists, for screen readers. */
  caption: string;
  /** The first one names the row. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** A row's name, as a screen reader says it. */
  rowName: (row: T) => string;
  texts: TableTexts;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  /** More rows will come: the count is not known yet. */
  more?: boolean;
  /** The rows are old ones, until those that were asked for are here. */
  stale?: boolean;
}

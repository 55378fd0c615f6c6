/* eslint-disable jsx-a11y/no-redundant-roles -- as in DataTable */
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactElement } from "react";

import { Checkbox } from "../Checkbox";
import { classes } from "../classes";
import { HIDDEN } from "./hidden";
import { nextSort } from "./sort";
import type { Column, DataTableProps, Sort } from "./types";

/** The columns' names. It stays in sight; on a phone it is the row of what the list can be sorted by. */
export function HeaderRow<T>(props: DataTableProps<T>): ReactElement {
  const { columns, rows, rowKey, selected, onSelect, texts, sort, onSort } = props;
  const keys = rows.map(rowKey);
  const some = selected ? keys.some((key) => selected.has(key)) : false;
  const all = some && keys.every((key) => selected?.has(key));
  const sorts = onSort !== undefined && columns.some(({ sortable, from }) => sortable && !from);
  return (
    <thead role="rowgroup" className="max-sm:block">
      <tr
        role="row"
        aria-rowindex={1}
        className={classes(
          "max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-4 max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-1.5",
          !selected && !sorts && "max-sm:sr-only",
        )}
      >
        {selected && onSelect ? (
          <th role="columnheader" scope="col" className={classes(CELL, "w-10 ps-4 max-sm:p-0")}>
            <Checkbox
              hideLabel
              label={texts.selectAll}
              checked={all}
              indeterminate={some && !all}
              onCheckedChange={() => onSelect(new Set(all ? [] : keys))}
            />
          </th>
        ) : null}
        {columns.map((column) => (
          <Header key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

const CELL =
  "sticky top-0 z-20 rounded-t-lg bg-surface text-xs font-medium text-faint shadow-[inset_0_-1px_var(--sb-border)] max-sm:static max-sm:shadow-none";

interface HeaderProps<T> {
  column: Column<T>;
  sort: Sort | null | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function Header<T>({ column, sort, onSort }: HeaderProps<T>): ReactElement {
  const { id, header, sortable = false, align, width, from } = column;
  const sorted = sort?.column === id ? sort : null;
  const Icon = sorted ? (sorted.descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted ? (sorted.descending ? "descending" : "ascending") : undefined}
      className={classes(
        CELL,
        "px-4 py-2.5 max-sm:w-auto max-sm:p-0",
        align === "end" ? "text-end" : "text-start",
        width,
        sortable && onSort ? "max-sm:py-0.5" : "max-sm:sr-only",
        from && HIDDEN[from],
      )}
    >
      {sortable && onSort ? (
        <button
          type="button"
          onClick={() => onSort(nextSort(sort, id))}
          className="-mx-1.5 -my-1 inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-sm px-1.5 hover:bg-surface-2 hover:text-ink"
        >
          {header}
          <Icon size={12} aria-hidden className={sorted ? "text-ink" : "opacity-60"} />
        </button>
      ) : (
        header
      )}
    </th>
  );
}

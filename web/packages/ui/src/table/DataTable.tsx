/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-noninteractive-element-interactions,
   jsx-a11y/no-interactive-element-to-noninteractive-role -- on phones rows are no table rows for CSS, and lose their
   own roles in some browsers; the body hears the arrow keys of the links in its rows */
import { type ReactElement, useRef } from "react";

import { Checkbox } from "../Checkbox";
import { classes } from "../classes";
import { HeaderRow } from "./HeaderRow";
import { HIDDEN } from "./hidden";
import { moveAmongRows } from "./row-keys";
import type { Column, DataTableProps } from "./types";
import { useWindow } from "./useWindow";

/**
 * Rows in columns. On a phone each row is a card with its name on top. Above a hundred rows only those near the screen
 * are drawn. Arrow keys, Home and End go from row to row; the roles are written out because a row that is no
 * `table-row` for CSS loses its own in some browsers.
 */
export function DataTable<T>(props: DataTableProps<T>): ReactElement {
  const { caption, columns, rows, rowKey, selected, more = false, stale = false } = props;
  const table = useRef<HTMLTableElement>(null);
  const window = useWindow(rows.length, table);
  const width = columns.length + (selected ? 1 : 0);
  return (
    <div className="rounded-lg border border-line bg-surface" aria-busy={stale}>
      <table
        ref={table}
        role="table"
        aria-rowcount={more ? -1 : rows.length + 1}
        className={classes(
          "w-full border-collapse max-sm:block sm:table-fixed",
          stale && "opacity-60",
        )}
      >
        <caption className="sb-hidden">{caption}</caption>
        <HeaderRow {...props} />
        <tbody
          role="rowgroup"
          className="max-sm:block"
          onKeyDown={(event) => moveAmongRows(event, rows.length, window.reveal)}
        >
          <Room height={window.before} width={width} />
          {window.rows.map((index) => {
            const row = rows[index];
            return row === undefined ? null : (
              <Row key={rowKey(row)} {...props} row={row} index={index} measure={window.measure} />
            );
          })}
          <Room height={window.after} width={width} />
        </tbody>
      </table>
    </div>
  );
}

/** The place of rows that are not drawn. */
function Room({ height, width }: { height: number; width: number }): ReactElement | null {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className="max-sm:block">
      <td colSpan={width} className="max-sm:block" style={{ height, padding: 0 }} />
    </tr>
  );
}

interface RowProps<T> extends DataTableProps<T> {
  row: T;
  index: number;
  measure: ((element: Element | null) => void) | undefined;
}

function Row<T>(props: RowProps<T>): ReactElement {
  const { row, index, measure, columns, rowKey, rowName, selected, onSelect, texts } = props;
  const key = rowKey(row);
  const [first, ...others] = columns;
  return (
    <tr
      ref={measure}
      role="row"
      tabIndex={-1}
      data-row={index}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected ? selected.has(key) : undefined}
      className={classes(
        "relative border-t border-line first:border-t-0 hover:bg-surface-2 aria-selected:bg-accent-soft max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-3",
        "focus-visible:-outline-offset-2",
      )}
    >
      {selected && onSelect ? (
        <td role="cell" className="relative z-10 w-10 ps-4 max-sm:p-0">
          <Checkbox
            hideLabel
            label={texts.select(rowName(row))}
            checked={selected.has(key)}
            onCheckedChange={() => onSelect(toggled(selected, key))}
          />
        </td>
      ) : null}
      {first ? (
        <th
          role="rowheader"
          scope="row"
          className="px-4 py-3 text-start font-normal max-sm:min-w-0 max-sm:flex-1 max-sm:basis-3/5 max-sm:p-0"
        >
          {first.cell(row)}
        </th>
      ) : null}
      {others.map((column) => (
        <td key={column.id} role="cell" className={cellClasses(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function cellClasses<T>({ align, from }: Column<T>): string {
  return classes(
    "px-4 py-3 empty:max-sm:hidden max-sm:p-0",
    align === "end" && "text-end tabular-nums",
    from && HIDDEN[from],
  );
}

function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

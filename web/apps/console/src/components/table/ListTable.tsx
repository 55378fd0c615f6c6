"use client";

import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  type EmptyStateProps,
  Skeleton,
  type Sort,
  sortRows,
} from "@switchboard/ui";
import { SearchX } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

import type { List } from "@/shared/lists/pages";
import { useSort } from "@/shared/lists/sorting";
import { locale } from "@/shared/locale";

import { Failed } from "../QueryView";
import { t, tn } from "../texts";
import { ExportButton } from "./ExportButton";
import type { Selection } from "./selection";

export interface ListTableProps<T> {
  /** What it lists; also the exported file's name. */
  title: string;
  list: List<T>;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  rowName: (row: T) => string;
  /** What will be here, and the button that starts it. */
  empty: EmptyStateProps;
  /** Something narrows the list: that nothing is found then means something else. */
  narrowed?: boolean;
  /** The order without one in the address. */
  usualSort?: Sort;
  /** The name of its order in the address, where a page has several lists. */
  sortPart?: string;
  /** The server sorts: the list was asked for in the address's order. Else rows are sorted once all are here. */
  serverSort?: boolean;
  selection?: Selection;
  /** What can be done with what is selected. */
  bulk?: ReactNode;
}

/**
 * The one list of the console: gray rows while it loads, an error with a way out, what to do when there is nothing, and
 * otherwise a table that sorts, selects and exports.
 */
export function ListTable<T>(props: ListTableProps<T>): ReactElement {
  const { title, list, columns, rowKey, rowName, selection, serverSort = false } = props;
  const [sort, setSort] = useSort(props.usualSort ?? null, props.sortPart);
  if (!list.rows) {
    return list.error ? (
      <Failed error={list.error} retry={list.retry} />
    ) : (
      <LoadingTable columns={columns.length} />
    );
  }
  if (list.rows.length === 0) return <Nothing {...props} />;
  const sortable = serverSort || !list.more;
  const rows = serverSort || list.more ? list.rows : sortRows(list.rows, columns, sort, locale());
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p role="status" className="visually-hidden">
        {list.stale ? t("common.loading") : tn("table.listed", rows.length)}
      </p>
      {selection && selection.selected.size > 0 ? (
        <BulkBar selection={selection}>{props.bulk}</BulkBar>
      ) : null}
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        rowName={rowName}
        texts={{ selectAll: t("table.selectAll"), select: (name) => t("table.select", { name }) }}
        sort={sort}
        {...(sortable ? { onSort: setSort } : {})}
        {...(selection ? { selected: selection.selected, onSelect: selection.change } : {})}
        more={list.more}
        stale={list.stale}
      />
      <div className="flex flex-wrap items-center gap-3">
        <p className="me-auto text-sm text-faint tabular-nums">
          {list.more ? tn("table.soFar", rows.length) : tn("table.count", rows.length)}
        </p>
        {list.more ? (
          <Button size="sm" loading={list.loadingMore} onClick={list.loadMore}>
            {t("common.loadMore")}
          </Button>
        ) : null}
        <ExportButton title={title} columns={columns} all={list.all} />
      </div>
    </div>
  );
}

function Nothing<T>({ empty, narrowed = false }: ListTableProps<T>): ReactElement {
  if (!narrowed) return <EmptyState {...empty} />;
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t("inbox.nothingFound")}
      description={t("table.nothingFoundDetail")}
    />
  );
}

function BulkBar(props: { selection: Selection; children: ReactNode }): ReactElement {
  const { selected, change } = props.selection;
  return (
    <div
      role="group"
      aria-label={t("table.bulk")}
      className="sticky top-2 z-30 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-surface px-4 py-2 shadow-md"
    >
      <p role="status" className="me-auto text-sm font-medium">
        {tn("table.selected", selected.size)}
      </p>
      {props.children}
      <Button size="sm" variant="ghost" onClick={() => change(new Set())}>
        {t("table.clearSelection")}
      </Button>
    </div>
  );
}

const LOADING_ROWS = 8;

function LoadingTable({ columns }: { columns: number }): ReactElement {
  return (
    <div
      role="status"
      aria-label={t("common.loading")}
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {Array.from({ length: LOADING_ROWS }, (_, row) => (
        <div key={row} className="flex items-center gap-6 px-4 py-4">
          {Array.from({ length: columns }, (__, column) => (
            <span key={column} className={column === 0 ? "flex-2" : "flex-1 max-sm:hidden"}>
              <Skeleton width={`${90 - ((row * 17 + column * 29) % 50)}%`} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

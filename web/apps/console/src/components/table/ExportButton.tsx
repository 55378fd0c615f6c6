"use client";

import { Button, type Column, csvOf } from "@switchboard/ui";
import { Download } from "lucide-react";
import type { ReactElement } from "react";

import { MAX_EXPORT_ROWS } from "@/shared/lists/pages";
import { useAction } from "@/shared/useAction";
import { count } from "@/shared/format";

import { t } from "../texts";

interface ExportButtonProps<T> {
  title: string;
  columns: readonly Column<T>[];
  all: () => Promise<readonly T[]>;
}

/** Saves the whole list, filtered and sorted as it is shown, as a CSV file. */
export function ExportButton<T>({ title, columns, all }: ExportButtonProps<T>): ReactElement {
  const save = useAction(async () => {
    const rows = await all();
    download(`${title}.csv`, csvOf(columns, rows));
    return rows.length;
  });
  const cut = save.data === MAX_EXPORT_ROWS;
  return (
    <>
      {cut ? (
        <p role="status" className="text-sm text-muted">
          {t("table.exportCut", { count: count(MAX_EXPORT_ROWS) })}
        </p>
      ) : null}
      <Button
        size="sm"
        variant="ghost"
        icon={<Download size={14} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate(undefined)}
      >
        {t("table.export")}
      </Button>
    </>
  );
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}

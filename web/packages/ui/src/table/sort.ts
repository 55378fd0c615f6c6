import type { Column, Sort } from "./types";

/** Rows that are all here, in the order of a column; empty ones last. */
export function sortRows<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  sort: Sort | null | undefined,
  locale: string,
): readonly T[] {
  const text = columns.find(({ id }) => id === sort?.column)?.text;
  if (!sort || !text) return rows;
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const direction = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [text(a) ?? "", text(b) ?? ""];
    if (one === "" || other === "") return Number(one === "") - Number(other === "");
    if (typeof one === "number" && typeof other === "number") return (one - other) * direction;
    return compare(String(one), String(other)) * direction;
  });
}

/** What a click on a header asks for: its order, then the other way round. */
export function nextSort(sort: Sort | null | undefined, column: string): Sort {
  return { column, descending: sort?.column === column ? !sort.descending : false };
}

import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import * as fc from "fast-check";
import { type ReactElement, useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { csvOf } from "./csv";
import { DataTable } from "./DataTable";
import { sortRows } from "./sort";
import type { Column, Sort } from "./types";
import { MIN_VIRTUAL_ROWS } from "./useWindow";

interface Person {
  id: string;
  name: string;
  age: number | null;
}

const COLUMNS: Column<Person>[] = [
  {
    id: "name",
    header: "Name",
    sortable: true,
    text: ({ name }) => name,
    cell: ({ id, name }) => <a href={`#${id}`}>{name}</a>,
  },
  { id: "age", header: "Age", align: "end", text: ({ age }) => age, cell: ({ age }) => age },
];
const PEOPLE: Person[] = [
  { id: "1", name: "Zoe", age: 30 },
  { id: "2", name: "ána", age: null },
  { id: "3", name: "Bob", age: 7 },
];

function Sample({ rows = PEOPLE }: { rows?: Person[] }): ReactElement {
  const [sort, setSort] = useState<Sort | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <DataTable
      caption="People"
      columns={COLUMNS}
      rows={sortRows(rows, COLUMNS, sort, "en")}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      texts={{ selectAll: "Select all", select: (name) => `Select ${name}` }}
      sort={sort}
      onSort={setSort}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

const names = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent);

describe("DataTable", () => {
  it("sorts by a header, and the other way round", async () => {
    render(<Sample />);
    const header = screen.getByRole("columnheader", { name: "Name" });
    expect(header).not.toHaveAttribute("aria-sort");
    await userEvent.click(within(header).getByRole("button"));
    expect(header).toHaveAttribute("aria-sort", "ascending");
    expect(names()).toEqual(["ána", "Bob", "Zoe"]);
    await userEvent.click(within(header).getByRole("button"));
    expect(header).toHaveAttribute("aria-sort", "descending");
    expect(names()).toEqual(["Zoe", "Bob", "ána"]);
  });

  it("selects rows, and all of them", async () => {
    render(<Sample />);
    await userEvent.click(screen.getByRole("checkbox", { name: "Select Bob" }));
    expect(screen.getByRole("row", { name: /Bob/u })).toHaveAttribute("aria-selected", "true");
    const all = screen.getByRole("checkbox", { name: "Select all" });
    expect(all).toBePartiallyChecked();
    await userEvent.click(all);
    expect(all).toBeChecked();
    await userEvent.click(all);
    expect(screen.getByRole("checkbox", { name: "Select Bob" })).not.toBeChecked();
  });

  it("goes from row to row by arrow keys", async () => {
    render(<Sample />);
    screen.getByRole("link", { name: "Zoe" }).focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(screen.getByRole("link", { name: "ána" })).toHaveFocus();
    await userEvent.keyboard("{End}{ArrowDown}");
    expect(screen.getByRole("link", { name: "Bob" })).toHaveFocus();
    await userEvent.keyboard("{Home}");
    expect(screen.getByRole("link", { name: "Zoe" })).toHaveFocus();
  });

  it("draws only the rows near the screen when there are many, and counts them all", () => {
    vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
    vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(800);
    const rows = Array.from({ length: 5000 }, (_, id) => ({ id: `${id}`, name: `n${id}`, age: 1 }));
    const { unmount } = render(
      <div style={{ overflowY: "auto", height: 600 }}>
        <Sample rows={rows} />
      </div>,
    );
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "5001");
    expect(screen.queryAllByRole("rowheader").length).toBeLessThan(MIN_VIRTUAL_ROWS);
    unmount();
    render(<Sample rows={rows.slice(0, MIN_VIRTUAL_ROWS)} />);
    expect(screen.getAllByRole("rowheader")).toHaveLength(MIN_VIRTUAL_ROWS);
  });

  it("has nothing that axe objects to", async () => {
    const { container } = render(<Sample />);
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    expect((await axe.run(container, { rules })).violations).toEqual([]);
  });
});

describe("sortRows", () => {
  it("puts what is empty last, whichever way", () => {
    for (const descending of [false, true]) {
      const sorted = sortRows(PEOPLE, COLUMNS, { column: "age", descending }, "en");
      expect(sorted.at(-1)?.name).toBe("ána");
    }
  });
});

describe("csvOf", () => {
  const column: Column<string> = { id: "a", header: "A", text: (row) => row, cell: () => null };

  it("quotes, and disarms what a spreadsheet would run", () => {
    const rows = ['say "hi"', "=1+1", "@SUM(A1)", "plain"];
    expect(csvOf([column], rows)).toBe(
      '\uFEFFA\r\n"say ""hi"""\r\n\'=1+1\r\n\'@SUM(A1)\r\nplain\r\n',
    );
  });

  it("keeps every text, whatever is in it, and lets no cell begin like a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (rows) => {
        const cells = parse(csvOf([column], rows)).slice(1);
        const plain = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/u, "");
        expect(cells.map(plain)).toEqual(rows.map(plain));
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
      }),
    );
  });
});

/** Reads a file of one column as RFC 4180 has it. */
function parse(csv: string): string[] {
  const cells: string[] = [];
  let at = 1;
  while (at < csv.length) {
    if (csv[at] !== '"') {
      const end = csv.indexOf("\r\n", at);
      cells.push(csv.slice(at, end));
      at = end + 2;
      continue;
    }
    let text = "";
    at += 1;
    while (csv[at] !== '"' || csv[at + 1] === '"') {
      at += csv[at] === '"' ? 1 : 0;
      text += csv[at];
      at += 1;
    }
    cells.push(text);
    at += 3;
  }
  return cells;
}

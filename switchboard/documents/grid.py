"""HTML tables as rows of cells, each under its own column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from switchboard.documents.elements import has, length_of

MAX_SPAN = 100
MAX_CELLS = 50_000
"""Of one table, spans spread out. A cell may span 1,000 columns and 65,534 rows, says HTML."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the texts of its heading row, and of its other rows, all of one width."""

    head: list[str]
    rows: list[list[str]]


def is_for_looks(table: HtmlElement) -> bool:
    """Whether a table only arranges things on the page: its cells are no rows of anything."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.find("thead") is not None or table.find("caption") is not None:
        return False
    nested = sum(length_of(inner) for inner in table.iterdescendants("table"))
    if nested * 2 > length_of(table):
        return True
    return has(table, "h1", "h2", "pre") and not own_cells(table, "th")


def own_rows(table: HtmlElement) -> list[HtmlElement]:
    """The table's rows without those of tables inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def own_cells(table: HtmlElement, *tags: str) -> list[HtmlElement]:
    """The table's cells without those of tables inside it."""
    return [cell for row in own_rows(table) for cell in row if cell.tag in (tags or ("td", "th"))]


def spread(table: HtmlElement) -> list[list[HtmlElement]]:
    """Rows of equal width; a cell that spans rows or columns stands in each place it covers."""
    rows = own_rows(table)
    places: dict[tuple[int, int], HtmlElement] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in places:
                column += 1
            wide = _span(cell, "colspan", MAX_SPAN)
            high = _span(cell, "rowspan", len(rows) - number)
            if len(places) + wide * high > MAX_CELLS:
                wide = high = 1
            for down in range(high):
                for right in range(wide):
                    places.setdefault((number + down, column + right), cell)
            column += wide
    width = max((column for _, column in places), default=-1) + 1
    if width * len(rows) > 4 * MAX_CELLS:
        return [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    empty = table.makeelement("td", {})
    spread_out = [
        [places.get((number, column), empty) for column in range(width)]
        for number in range(len(rows))
    ]
    return [row for row in spread_out if any(cell is not empty for cell in row)]


def head_rows(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> int:
    """How many rows name the columns: at least one, and all that are made of `th`."""
    count = 0
    for row in rows:
        if not all(cell.tag == "th" or not length_of(cell) for cell in row):
            break
        count += 1
    return count if 0 < count < len(rows) else 1


def joined_head(rows: Sequence[Sequence[str]]) -> list[str]:
    """Several rows of names as one: `Dose` above `hard water` is `Dose: hard water`."""
    columns = zip(*rows, strict=True)
    return [": ".join(dict.fromkeys(name for name in names if name)) for names in columns]


def _span(cell: HtmlElement, name: str, most: int) -> int:
    given = (cell.get(name) or "").strip()
    if not given.isdecimal():
        return 1
    if int(given[:6]) == 0:
        return most if name == "rowspan" else 1
    return max(1, min(int(given[:6]), most))

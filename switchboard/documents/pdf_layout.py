"""The lines of a PDF's page in the order in which people read them, and its tables as rows.

A PDF says where letters stand and not what belongs together. Words on one height with no more
than a space between them are a piece; where pieces leave a gutter free over several lines there
are columns, which are read one after the other, or the cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import fmean

GUTTER = 0.9
"""Free room between pieces, in heights of letters. A space has about a quarter."""
MAX_COLUMNS = 40
_APART = 2.5
"""From how many heights below the line before a single piece begins something new."""
_MIN_WORDS = 3.5
"""On average in a line of a column of prose; cells of tables have fewer."""
_MIN_FILL = 0.55
"""Of a column's width that lines of prose fill on average."""
_ROW_GAP = 1.6
_MARKER = re.compile(r"^([•▪◦‣·●○■□–*-]|\(?\w{1,3}[.)])$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one line: where they stand on the page, in points from its left and its bottom."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Of its letters."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, the height of its letters, where it stands; a table's row has cells."""

    text: str
    height: float
    top: float
    cells: tuple[str, ...] = ()


Row = list[Piece]
Gutter = tuple[float, float]


@dataclass(slots=True)
class _Band:
    """Lines below each other that leave the same gutters free."""

    rows: list[Row] = field(default_factory=list)
    gutters: list[Gutter] = field(default_factory=list)


def pieces_of(words: Sequence[Piece]) -> list[Piece]:
    """Words as pieces of lines: those that follow each other on one height, a space apart."""
    pieces: list[Piece] = []
    for word in words:
        last = pieces[-1] if pieces else None
        if last is None or not _goes_on(last, word):
            pieces.append(word)
            continue
        pieces[-1] = replace(
            last,
            text=f"{last.text} {word.text}",
            right=max(last.right, word.right),
            top=max(last.top, word.top),
            bottom=min(last.bottom, word.bottom),
        )
    return pieces


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """The page's lines in the order in which they are read."""
    return [line for band in _bands(_rows(pieces)) for line in _read(band)]


def _goes_on(last: Piece, word: Piece) -> bool:
    gap = word.left - last.right
    middle = (word.top + word.bottom) / 2
    return last.bottom < middle < last.top and -last.height < gap < GUTTER * last.height


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Pieces on one height, from the left, in rows from the top."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda each: (-(each.top + each.bottom), each.left)):
        middle = (piece.top + piece.bottom) / 2
        first = rows[-1][0] if rows else None
        if first is not None and first.bottom < middle < first.top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _bands(rows: Sequence[Row]) -> list[_Band]:
    bands: list[_Band] = []
    for row in rows:
        band = bands[-1] if bands else None
        if band is not None and band.gutters and not _begins_anew(band, row):
            left = _free(band.gutters, row)
            if left:
                band.rows.append(row)
                band.gutters = left
                continue
        gutters = _gutters(row)
        if band is None or gutters or band.gutters:
            bands.append(_Band([], gutters))
            if gutters and band is not None and not band.gutters:
                _take_back(band, bands[-1])
        bands[-1].rows.append(row)
    return bands


def _begins_anew(band: _Band, row: Row) -> bool:
    above = min(piece.bottom for piece in band.rows[-1])
    return len(row) == 1 and above - row[0].top > _APART * row[0].height


def _gutters(row: Row) -> list[Gutter]:
    """The free rooms between a row's pieces. A row of very many is no row of columns."""
    if len(row) > MAX_COLUMNS:
        return []
    return [
        (one.right, other.left)
        for one, other in pairwise(row)
        if other.left - one.right >= GUTTER * min(one.height, other.height)
    ]


def _free(gutters: Sequence[Gutter], row: Row) -> list[Gutter]:
    """What the row leaves of the gutters."""
    narrowed = (_narrowed(gutter, row) for gutter in gutters)
    return [(left, right) for left, right in narrowed if right - left >= GUTTER / 2 * row[0].height]


def _narrowed(gutter: Gutter, row: Row) -> Gutter:
    left, right = gutter
    for piece in row:
        if piece.left <= left and piece.right >= right:
            return (0.0, 0.0)
        if piece.left <= left < piece.right:
            left = piece.right
        elif left < piece.left < right:
            right = piece.left
    return left, right


def _take_back(before: _Band, band: _Band) -> None:
    """Single lines right above, of a column that begins higher than its neighbour."""
    while before.rows and len(before.rows[-1]) == 1 and len(before.rows) > 1:
        [piece] = before.rows[-1]
        below = band.rows[0][0] if band.rows else None
        left = _free(band.gutters, before.rows[-1])
        near = below is None or piece.bottom - below.top < _APART * piece.height
        if len(left) < len(band.gutters) or not near or below is None:
            return
        band.rows.insert(0, before.rows.pop())
        band.gutters = left


def _read(band: _Band) -> Iterator[Line]:
    """A band's lines: by columns, as a table, or each from left to right."""
    columns = len(band.gutters) + 1
    cells = [_cells(row, band.gutters) for row in band.rows]
    several = [row for row in cells if sum(map(bool, row)) > 1]
    if columns > 1 and len(several) > 1 and not _are_markers(cells):
        if _is_prose(cells):
            for column in range(columns):
                yield from (_line(row[column]) for row in cells if row[column])
            return
        if len(several) > 2 or columns > 2:
            yield from _table(cells)
            return
    yield from (_line(row) for row in band.rows)


def _cells(row: Row, gutters: Sequence[Gutter]) -> list[Row]:
    cells: list[Row] = [[] for _ in range(len(gutters) + 1)]
    for piece in row:
        middle = (piece.left + piece.right) / 2
        cells[sum(middle > end for _, end in gutters)].append(piece)
    return cells


def _are_markers(rows: Sequence[Sequence[Row]]) -> bool:
    """Whether the first column has the signs or numbers of a list."""
    first = [_text(row[0]) for row in rows if row[0]]
    return bool(first) and all(_MARKER.match(text) for text in first)


def _is_prose(rows: Sequence[Sequence[Row]]) -> bool:
    """Whether the columns are running text: several words in a line, and lines that are full."""
    cells = [cell for row in rows for cell in row if cell]
    if fmean(len(_text(cell).split()) or 1 for cell in cells) < _MIN_WORDS:
        return False
    fills = []
    for column in range(len(rows[0])):
        lines = [row[column] for row in rows if row[column]]
        if not lines:
            return False
        left = min(line[0].left for line in lines)
        right = max(line[-1].right for line in lines)
        width = max(right - left, 1.0)
        fills.append(fmean((line[-1].right - line[0].left) / width for line in lines))
    return fmean(fills) >= _MIN_FILL


def _table(rows: Sequence[Sequence[Row]]) -> Iterator[Line]:
    """Rows of cells; a row without a first cell goes on with the one above it."""
    merged: list[tuple[list[str], Piece]] = []
    for row in rows:
        texts = [_text(cell) for cell in row]
        first = next(piece for cell in row for piece in cell)
        if merged and not texts[0] and merged[-1][1].bottom - first.top < _ROW_GAP * first.height:
            above = merged[-1][0]
            above[:] = [" ".join(filter(None, pair)) for pair in zip(above, texts, strict=True)]
        else:
            merged.append((texts, first))
    for texts, first in merged:
        height = round(first.height * 2) / 2
        yield Line(" ".join(filter(None, texts)), height, first.top, tuple(texts))


def _line(row: Row) -> Line:
    return Line(_text(row), round(row[0].height * 2) / 2, row[0].top)


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)

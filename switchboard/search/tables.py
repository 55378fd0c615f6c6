"""The rows of a Markdown table, and the one that a question is about."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from switchboard.search.places import Place, places
from switchboard.search.text_analysis import Terms

LITERAL_PLACE = 3.0
GROUP_PLACE = 2.0
NUMBER = 2.0
NUMBER_IN_COLUMN = 3.0
"""What a row has for it that names the place or the number that was asked for, beside the words
that it shares with the question; each of these counts as ln of how few rows have it."""

LEAST = 0.5
"""A row with less for it than this, or less ahead of the second, is not the one that was meant."""

ENOUGH_OF_A_WORD = 0.6
"""A word stands in a row, too, when so much of its n-grams does ("Zeltstangen", "Zeltstange")."""

_RULE = re.compile(r"^\s*+(?:\|\s*+)?:?-{2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"(?<!\d)(\d++(?:[.,]\d++)?)\s*+[-–—]\s*+(\d+(?:[.,]\d+)?)")
_FORMAT = re.compile(r"\*\*|__|`")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with the table's head.

    Args:
        words, grams: its terms. `head_words`, `head_grams`: those of each column's name.
    """

    head: tuple[str, ...]
    cells: tuple[str, ...]
    words: frozenset[str]
    grams: frozenset[str]
    places: frozenset[str]
    head_words: tuple[frozenset[str], ...]
    head_grams: tuple[frozenset[str], ...]

    @property
    def text(self) -> str:
        """The row as a sentence says it: "Spain, Portugal: Standard €3.90, Free from €60"."""
        rest = [
            f"{name} {cell}" if name else cell
            for name, cell in zip(self.head[1:], self.cells[1:], strict=False)
            if cell
        ]
        return f"{self.cells[0]}: {', '.join(rest)}" if rest else self.cells[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question can stand in a row.

    Args:
        words: its words' stems, and the n-grams of each of them.
        numbers: those it names.
    """

    words: Sequence[str]
    grams: Sequence[Sequence[str]]
    places: Sequence[Place]
    numbers: Sequence[float]


def rows_of(text: str, language: str) -> tuple[Row, ...]:
    """The rows of all tables of a text."""
    found: list[Row] = []
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if at and _RULE.match(line) and "|" in line and "|" in lines[at - 1]:
            head = _cells(lines[at - 1])
            for row in lines[at + 1 :]:
                if "|" not in row:
                    break
                found.append(_row(head, _cells(row), language))
    return tuple(found)


def numbers(text: str) -> list[float]:
    """The numbers of a text, with a point or a comma before the fraction."""
    return [float(own.replace(",", ".")) for own in _NUMBER.findall(text)]


def best_row(rows: Sequence[Row], asked: Asked) -> tuple[Row | None, float]:
    """The row that the question is about and how much speaks for it; None if none stands out."""
    if not rows:
        return None, 0.0
    fits = _fits(rows, asked)
    order = sorted(range(len(rows)), key=lambda row: -fits[row])
    lead = fits[order[0]] - (fits[order[1]] if len(rows) > 1 else 0.0)
    if fits[order[0]] < LEAST or lead < LEAST:
        return None, 0.0
    return rows[order[0]], fits[order[0]]


def _fits(rows: Sequence[Row], asked: Asked) -> list[float]:
    shared = np.array(
        [
            [_has(row, word, grams) for row in rows]
            for word, grams in zip(asked.words, asked.grams, strict=True)
        ],
        np.float64,
    ).reshape(len(asked.words), len(rows))
    count = shared.sum(axis=1, keepdims=True)
    rarity = np.where(count > 0, np.log((len(rows) + 1) / (count + 0.5)), 0.0)
    words = (shared * np.maximum(rarity, 0.0)).sum(axis=0)
    named = _named(rows, asked.places)
    counted = _counted(rows, asked)
    return [float(words[n] + named[n] + counted[n]) for n in range(len(rows))]


def _has(row: Row, word: str, grams: Sequence[str]) -> float:
    if word in row.words:
        return 1.0
    if len(grams) < 3:
        return 0.0
    share = sum(gram in row.grams for gram in grams) / len(grams)
    return share if share >= ENOUGH_OF_A_WORD else 0.0


def _named(rows: Sequence[Row], asked: Sequence[Place]) -> list[float]:
    """A place is looked for by its name first, and by what it belongs to where no row has it."""
    found = [0.0] * len(rows)
    for place in asked:
        literal = [place.code in row.places for row in rows]
        group = [bool(place.belongs_to & row.places) for row in rows]
        hits, worth = (literal, LITERAL_PLACE) if any(literal) else (group, GROUP_PLACE)
        for n, hit in enumerate(hits):
            found[n] += worth if hit else 0.0
    return found


def _counted(rows: Sequence[Row], asked: Asked) -> list[float]:
    """A number is looked for in the columns that the question names, else in all of them."""
    if not asked.numbers:
        return [0.0] * len(rows)
    meant = [n for n in range(len(rows[0].head)) if _names(asked, rows[0], n)]
    worth = NUMBER_IN_COLUMN if meant else NUMBER
    found = []
    for row in rows:
        cells = [row.cells[n] for n in meant if n < len(row.cells)] if meant else row.cells
        hits = sum(any(_holds(cell, number) for cell in cells) for number in asked.numbers)
        found.append(worth * hits / max(math.sqrt(len(asked.numbers)), 1.0))
    return found


def _names(asked: Asked, row: Row, column: int) -> bool:
    """Whether a question names a column: by its word, or with it in a longer one."""
    if not row.head_words[column].isdisjoint(asked.words):
        return True
    grams = row.head_grams[column]
    return len(grams) > 2 and any(
        sum(gram in own for gram in grams) / len(grams) >= ENOUGH_OF_A_WORD for own in asked.grams
    )


def _holds(cell: str, number: float) -> bool:
    """Whether a cell has this number, or a range that it lies in."""
    for low, high in _RANGE.findall(cell):
        if float(low.replace(",", ".")) <= number <= float(high.replace(",", ".")):
            return True
    return number in numbers(cell)


def _cells(line: str) -> list[str]:
    return [_FORMAT.sub("", cell).strip() for cell in line.strip().strip("|").split("|")]


def _row(head: Sequence[str], cells: Sequence[str], language: str) -> Row:
    own, names = Terms.of(" ".join(cells), language), [Terms.of(name, language) for name in head]
    named = frozenset(place.code for cell in cells for place in places(cell, language))
    return Row(
        tuple(head),
        tuple(cells),
        frozenset(own.words),
        frozenset(own.grams),
        named,
        tuple(frozenset(name.words) for name in names),
        tuple(frozenset(name.grams) for name in names),
    )

"""The rows of a CSV file, whatever parts its columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from switchboard.documents.document import Empty, Unreadable
from switchboard.documents.limits import MAX_COLUMNS, MAX_ROWS, TEXT_BYTES

_SEPARATOR = re.compile(r"\A\s*\"?sep=(?P<sign>.|\\t)\"?[;,]*\r?\n", re.IGNORECASE)
"""What spreadsheet programs put first, to tell each other what parts the columns."""
_SIGNS = ",;\t|"
_SAMPLE = 50
_SAMPLE_CHARACTERS = 100_000


def rows_of(text: str) -> list[list[str]]:
    """The rows that have a text, as lists of cells. Raises Unreadable, Empty."""
    text = text.removeprefix("\ufeff")
    told = _SEPARATOR.match(text)
    if told is not None:
        sign = "\t" if told["sign"] == "\\t" else told["sign"]
        text = text[told.end() :]
    else:
        sign = _sign(text)
    csv.field_size_limit(TEXT_BYTES)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            if not any(cell.strip() for cell in row):
                continue
            if len(rows) == MAX_ROWS or len(row) > MAX_COLUMNS:
                raise Unreadable(
                    f"The table is too large: at most {MAX_ROWS:,} rows of {MAX_COLUMNS} columns."
                )
            rows.append(row)
    except (csv.Error, TypeError) as error:
        raise Unreadable(f"This file isn't a valid CSV table: {error}.") from error
    if not rows:
        raise Empty("Nothing to import.")
    return rows


def _sign(text: str) -> str:
    """The sign by which most rows have the same number of columns, and more than one."""
    return max(_SIGNS, key=lambda sign: _evenness(text[:_SAMPLE_CHARACTERS], sign))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        widths = [len(row) for row in islice(reader, _SAMPLE) if any(map(str.strip, row))]
    except csv.Error:
        return (0.0, 0)
    usual, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return (times / len(widths), usual) if usual > 1 else (0.0, 0)

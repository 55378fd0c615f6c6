"""What differs between two texts: line by line, and within changed lines word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

CONTEXT_LINES = 2
"""How many unchanged lines are shown around a change."""

MAX_LINE_CHARACTERS = 4_000
"""A longer line counts as changed as a whole: comparing its words would take too long."""

MIN_SIMILARITY = 0.35
"""Lines less similar than this are shown one after the other, without marking single words."""

_WORD = re.compile(r"\w+|\s+|[^\w\s]")

Op = Literal["equal", "insert", "delete", "skip"]


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A part of a line, and whether it changed."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line that was removed, added or stayed; or how many unchanged lines were left out."""

    op: Op
    parts: tuple[DiffPart, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """How one field differs."""

    field: str
    lines: list[DiffLine]


def diff(old: str, new: str) -> list[DiffLine]:
    """The lines of both texts in order, without long unchanged parts; empty if they are equal."""
    if old == new:
        return []
    before, after = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > 2_000)
    lines: list[DiffLine] = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            lines += [DiffLine("equal", (DiffPart(line, False),), 0) for line in before[a:b]]
        else:
            lines += _changed(before[a:b], after[c:d])
    return list(_shortened(lines))


def _changed(removed: Sequence[str], added: Sequence[str]) -> Iterator[DiffLine]:
    """The removed lines, then the added ones; in similar lines the changed words are marked."""
    pairs = [_words(old, new) for old, new in zip(removed, added, strict=False)]
    for index, line in enumerate(removed):
        pair = pairs[index] if index < len(pairs) else None
        yield DiffLine("delete", pair[0] if pair else (DiffPart(line, True),), 0)
    for index, line in enumerate(added):
        pair = pairs[index] if index < len(pairs) else None
        yield DiffLine("insert", pair[1] if pair else (DiffPart(line, True),), 0)


def _words(old: str, new: str) -> tuple[tuple[DiffPart, ...], tuple[DiffPart, ...]] | None:
    """The parts of both lines; None when the lines are not similar."""
    if max(len(old), len(new)) > MAX_LINE_CHARACTERS:
        return None
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < MIN_SIMILARITY:
        return None
    left: list[DiffPart] = []
    right: list[DiffPart] = []
    for op, a, b, c, d in matcher.get_opcodes():
        changed = op != "equal"
        left += [DiffPart("".join(before[a:b]), changed)] if b > a else []
        right += [DiffPart("".join(after[c:d]), changed)] if d > c else []
    return tuple(left), tuple(right)


def _shortened(lines: Sequence[DiffLine]) -> Iterator[DiffLine]:
    """The lines without those that are far from a change."""
    near = {
        index + offset
        for index, line in enumerate(lines)
        if line.op != "equal"
        for offset in range(-CONTEXT_LINES, CONTEXT_LINES + 1)
    }
    skipped = 0
    for index, line in enumerate(lines):
        if index not in near:
            skipped += 1
            continue
        if skipped:
            yield DiffLine("skip", (), skipped)
            skipped = 0
        yield line
    if skipped:
        yield DiffLine("skip", (), skipped)

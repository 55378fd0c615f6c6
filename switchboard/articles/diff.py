"""What differs between two texts: line by line, and within changed lines word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

CONTEXT = 2
"""Unchanged lines that are shown around a change."""

LONGEST_LINE = 4_000
"""A longer line is shown as changed whole: comparing its words would take too long."""

ALIKE = 0.35
"""Lines that have less than this in common are shown one after the other, not woven together."""

_WORD = re.compile(r"\w+|\s+|[^\w\s]")

Op = Literal["equal", "insert", "delete", "skip"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line, and whether it is what changed."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the old text, the new one, or both; or `skipped` lines that are the same."""

    op: Op
    parts: tuple[Part, ...] = ()
    skipped: int = 0


def diff(old: str, new: str) -> list[Line]:
    """The lines of both texts in order, long unchanged stretches left out; [] if they are equal."""
    if old == new:
        return []
    before, after = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > 2_000)
    found: list[Line] = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            found += [Line("equal", (Part(line, False),)) for line in before[a:b]]
        else:
            found += _changed(before[a:b], after[c:d])
    return list(_shortened(found))


def _changed(removed: Sequence[str], added: Sequence[str]) -> Iterator[Line]:
    """Removed lines, then added ones; those that belong together show which words changed."""
    pairs = [_words(old, new) for old, new in zip(removed, added, strict=False)]
    for index, line in enumerate(removed):
        pair = pairs[index] if index < len(pairs) else None
        yield Line("delete", pair[0] if pair else (Part(line, True),))
    for index, line in enumerate(added):
        pair = pairs[index] if index < len(pairs) else None
        yield Line("insert", pair[1] if pair else (Part(line, True),))


def _words(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]] | None:
    """Both lines in parts; None when they have too little in common."""
    if max(len(old), len(new)) > LONGEST_LINE:
        return None
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    left: list[Part] = []
    right: list[Part] = []
    for op, a, b, c, d in matcher.get_opcodes():
        changed = op != "equal"
        left += [Part("".join(before[a:b]), changed)] if b > a else []
        right += [Part("".join(after[c:d]), changed)] if d > c else []
    return tuple(left), tuple(right)


def _shortened(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with all that is far from a change left out."""
    near = {
        index + offset
        for index, line in enumerate(lines)
        if line.op != "equal"
        for offset in range(-CONTEXT, CONTEXT + 1)
    }
    skipped = 0
    for index, line in enumerate(lines):
        if index not in near:
            skipped += 1
            continue
        if skipped:
            yield Line("skip", skipped=skipped)
            skipped = 0
        yield line
    if skipped:
        yield Line("skip", skipped=skipped)

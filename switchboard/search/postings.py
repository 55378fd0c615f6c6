"""One BM25 field of one segment: which of its texts hold a term, how often, and how long they are.

A segment has at most 65,536 texts, so that a posting takes three bytes: two for the text's number
within the segment and one for how often it has the term. It never changes; segments are merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from switchboard.search.text_analysis import K1, B, Codes, Floats

ROWS = 65_536
"""The most texts of a segment: their numbers fit into 16 bits."""

MOST = 255
"""Counts stop here: a text that has a term that often gains nothing by having it once more."""

_BLOCK = 1_000_000
"""Postings moved at once when merging: bounds the memory it takes for a moment."""

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Postings:
    """The texts of each term, in ascending order; the terms ascend too.

    Args:
        terms: the codes of the terms.
        bounds: where each term's postings begin, and the end of the last.
        owners: the texts' numbers. `counts`: how often each has the term.
        lengths: of all texts, in terms. `mean` is their average.
        peaks: for each term, the most that it saturates to in any text (see `saturated`).
    """

    terms: Codes
    bounds: npt.NDArray[np.int64]
    owners: npt.NDArray[np.uint16]
    counts: npt.NDArray[np.uint8]
    lengths: Floats
    mean: float
    peaks: npt.NDArray[np.float16]

    @classmethod
    def of(cls, codes: Codes, owners: Rows, rows: int) -> Postings:
        """Sort occurrences: the code of a term, and beside it the text it stands in.

        Args:
            rows: how many texts there are, those without any term included.
        """
        terms, at = np.unique(codes, return_inverse=True)
        keys = np.sort(at * max(rows, 1) + owners)
        starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))[: len(keys)]
        counts = np.diff(np.append(starts, len(keys)))
        found, texts = np.divmod(keys[starts], max(rows, 1))
        bounds = np.searchsorted(found, np.arange(len(terms) + 1))
        lengths = np.bincount(owners, minlength=rows).astype(np.float32)
        return _made(terms, bounds, texts, counts, lengths)

    @classmethod
    def merged(cls, parts: Sequence[tuple[Postings, Mask]]) -> Postings:
        """The texts that are kept of several segments, in their order, as one segment."""
        kept_by_term = [_kept_by_term(part, kept) for part, kept in parts]
        terms = np.unique(
            np.concatenate(
                [part.terms[left > 0] for (part, _), left in zip(parts, kept_by_term, strict=True)]
            )
        )
        found = np.zeros(len(terms), np.int64)
        places = []
        for (part, _), left in zip(parts, kept_by_term, strict=True):
            at = np.minimum(np.searchsorted(terms, part.terms), max(len(terms) - 1, 0))
            places.append((at, found[at] if len(terms) else at))
            found += np.bincount(at[left > 0], left[left > 0], len(terms)).astype(np.int64)
        bounds = np.append(0, np.cumsum(found))
        owners = np.empty(bounds[-1], np.uint16)
        counts = np.empty(bounds[-1], np.uint8)
        offset = 0
        for (part, kept), (at, before) in zip(parts, places, strict=True):
            renumbered = np.cumsum(kept) - 1 + offset
            for span, target in _moves(part, kept, bounds[at] + before):
                stays = kept[part.owners[span]]
                owners[target] = renumbered[part.owners[span][stays]]
                counts[target] = part.counts[span][stays]
            offset += int(kept.sum())
        lengths = np.concatenate([part.lengths[kept] for part, kept in parts])
        return _made(terms, bounds, owners, counts, lengths)

    @property
    def rows(self) -> int:
        """How many texts there are."""
        return len(self.lengths)

    @property
    def found(self) -> npt.NDArray[np.int64]:
        """How many texts have each term."""
        return np.diff(self.bounds)

    def spans(self, codes: Codes) -> tuple[Rows, Rows]:
        """Where the postings of these terms begin and end; nowhere for terms that are not here."""
        if not len(self.terms):
            return np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
        at = np.minimum(np.searchsorted(self.terms, codes), len(self.terms) - 1)
        known = self.terms[at] == codes
        starts = self.bounds[at]
        return starts, np.where(known, self.bounds[at + 1], starts)

    def peak(self, codes: Codes, mean: float) -> Floats:
        """The most that each of these terms saturates to, if texts are `mean` long on average."""
        if not len(self.terms):
            return np.zeros(len(codes), np.float32)
        at = np.minimum(np.searchsorted(self.terms, codes), len(self.terms) - 1)
        # Against a longer average every text looks shorter, and gains at most in proportion.
        grown = max(1.0, mean / self.mean if self.mean else 1.0)
        return np.where(self.terms[at] == codes, self.peaks[at].astype(np.float32) * grown, 0.0)


def norms(lengths: Floats, mean: float) -> Floats:
    """What BM25 adds below the line for texts of these lengths, if `mean` is the average."""
    relative = lengths / np.float32(max(mean, 1.0))
    return np.asarray(K1 * (1 - B + B * relative), np.float32)


def saturated(counts: Floats, norm: Floats) -> Floats:
    """How much a term that stands so often in a text counts: 1 once in an average text, < 2.2."""
    return counts * np.float32(K1 + 1) / (counts + norm)


def _made(
    terms: Codes,
    bounds: npt.NDArray[np.int64],
    owners: npt.NDArray[np.integer],
    counts: npt.NDArray[np.integer],
    lengths: Floats,
) -> Postings:
    mean = float(lengths.mean()) if len(lengths) else 0.0
    few = np.minimum(counts, MOST).astype(np.uint8)
    texts = owners.astype(np.uint16)
    norm = norms(lengths, mean)
    peaks = np.zeros(len(terms), np.float16)
    for first, last in _blocks(bounds):
        span = slice(bounds[first], bounds[last])
        gains = saturated(few[span].astype(np.float32), norm[texts[span]])
        own = np.maximum.reduceat(gains, bounds[first:last] - bounds[first])
        # Half precision rounds to the nearest; a bound has to be rounded up.
        peaks[first:last] = own * np.float32(1.001)
    return Postings(terms, bounds, texts, few, lengths, mean, peaks)


def _blocks(bounds: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Runs of terms with about as many postings as are handled at once."""
    first = 0
    while first < len(bounds) - 1:
        last = int(np.searchsorted(bounds, bounds[first] + _BLOCK, "right")) - 1
        last = max(last, first + 1)
        yield first, last
        first = last


def _kept_by_term(part: Postings, kept: Mask) -> npt.NDArray[np.int64]:
    """How many of the texts that are kept have each term."""
    if kept.all():
        return part.found
    found = np.zeros(len(part.terms), np.int64)
    for first, last in _blocks(part.bounds):
        span = slice(part.bounds[first], part.bounds[last])
        stays = kept[part.owners[span]].astype(np.int64)
        found[first:last] = np.add.reduceat(stays, part.bounds[first:last] - part.bounds[first])
    return found


def _moves(
    part: Postings, kept: Mask, targets: npt.NDArray[np.int64]
) -> Iterator[tuple[slice, Rows]]:
    """Spans of a part's postings, and where those that are kept go to."""
    left = _kept_by_term(part, kept)
    for first, last in _blocks(part.bounds):
        own = left[first:last]
        before = np.cumsum(own) - own
        target = np.repeat(targets[first:last] - before, own) + np.arange(int(own.sum()))
        yield slice(part.bounds[first], part.bounds[last]), target

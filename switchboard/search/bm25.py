"""BM25 over several segments as if they were one, and only as much of it as the best need.

The rarest terms of a question are scored first, for they tell most and cost least. As soon as all
others together could not lift a text past the best ones found (MaxScore: Turtle and Flood 1995),
the rest is looked up for the few texts that are still in question. What comes out is the same;
where n-grams that stand in every second text would have to be read, it is many times cheaper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from switchboard.search.postings import Mask, Postings, Rows, norms, saturated
from switchboard.search.text_analysis import Codes, Floats, Terms

Counts = npt.NDArray[np.uint8]

FIRST = 50_000
"""Postings scored before it is asked whether that is enough; twice as many each time after."""

ENOUGH = 2_000_000
"""After so many, the best so far are taken for the best: a question of hundreds of words."""

IN_QUESTION = 2_000
"""So few texts are looked up in the terms that are left, rather than scoring those."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a field has to forget of texts that are no more: terms, lengths, and how many."""

    terms: Codes
    found: Rows
    length: float
    rows: int

    @classmethod
    def of(cls, gone: Postings) -> Tally:
        """The tally of these texts."""
        return cls(gone.terms, gone.found, float(gone.lengths.sum()), gone.rows)

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        terms, at = np.unique(np.concatenate([self.terms, other.terms]), return_inverse=True)
        found = np.bincount(at, np.concatenate([self.found, other.found]), len(terms))
        length = self.length + other.length
        return Tally(terms, found.astype(np.int64), length, self.rows + other.rows)

    def of_terms(self, codes: Codes) -> Rows:
        """In how many of the texts that are gone each of these terms stood."""
        if not len(self.terms):
            return np.zeros(len(codes), np.int64)
        at = np.minimum(np.searchsorted(self.terms, codes), len(self.terms) - 1)
        return np.where(self.terms[at] == codes, self.found[at], 0)


NOTHING = Tally(np.empty(0, np.int64), np.empty(0, np.int64), 0.0, 0)


class Field:
    """One field of the texts in several segments: its statistics, and each text's length."""

    def __init__(self, parts: Sequence[Postings], gone: Sequence[Tally]) -> None:
        """Args: the segments' postings, and what each has to forget."""
        self.parts = parts
        self._gone = gone
        self.count = sum(part.rows for part in parts) - sum(tally.rows for tally in gone)
        length = sum(float(part.lengths.sum()) for part in parts)
        self.mean = (length - sum(tally.length for tally in gone)) / max(self.count, 1)
        self.norms = [norms(part.lengths, self.mean) for part in parts]

    def idf(self, codes: Codes) -> Floats:
        """ln(1 + (N - n + 0.5) / (n + 0.5)): how telling each of these terms is, never negative.

        N texts are there and n have the term, counted over all segments.
        """
        found = np.zeros(len(codes), np.int64)
        for part, tally in zip(self.parts, self._gone, strict=True):
            starts, ends = part.spans(codes)
            found += ends - starts - tally.of_terms(codes)
        return np.log1p((self.count - found + 0.5) / (found + 0.5)).astype(np.float32)

    def terms(self, codes: Codes, share: float) -> _Wanted:
        """What scoring these terms takes; `share` is the field's part of the whole score."""
        idf = self.idf(codes)
        weights = idf * np.float32(share / (float(idf.sum()) or 1.0))
        spans = [part.spans(codes) for part in self.parts]
        sizes = sum((ends - starts for starts, ends in spans), np.zeros(len(codes), np.int64))
        peaks = [part.peak(codes, self.mean) for part in self.parts]
        peak = np.max(peaks, axis=0) if peaks else np.zeros(len(codes), np.float32)
        return _Wanted(self, codes, weights, spans, sizes, weights * peak)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A question's terms in one field; `sizes` in postings, `bounds`: the most they can give."""

    field: Field
    codes: Codes
    weights: Floats
    spans: Sequence[tuple[Rows, Rows]]
    sizes: Rows
    bounds: Floats


class LexicalIndex:
    """Texts of one language, asked by their words and by their n-grams together."""

    def __init__(self, words: Field, grams: Field) -> None:
        """Args: both fields of the same texts."""
        self.words = words
        self.grams = grams
        rows = [part.rows for part in words.parts]
        self.offsets = np.append(0, np.cumsum(rows)).astype(np.int64)

    @classmethod
    def of(cls, texts: Sequence[Terms]) -> LexicalIndex:
        """An index over some texts alone."""
        return cls(
            Field([_postings([text.words for text in texts])], [NOTHING]),
            Field([_postings([text.grams for text in texts])], [NOTHING]),
        )

    def ask(self, query: Terms, most: int, hidden: Mask | None = None) -> Scores:
        """Score the texts: each gets its share of what the question could score, roughly 0 to 1.

        A question's own best score is the sum over its terms of idf, those that no text has
        counted as the rarest; dividing by it makes scores of different questions comparable. The
        score is the mean of both fields'.

        Args:
            most: how many of the best will be wanted.
            hidden: texts that are not to be found; they score nothing.
        """
        wanted = [
            field.terms(np.unique(codes), 0.5)
            for field, codes in ((self.words, query.words), (self.grams, query.grams))
        ]
        return Scores(self.offsets, wanted, most, hidden)


class Scores:
    """What a question scores in every text; of texts that cannot be among the best, on demand."""

    def __init__(
        self, offsets: Rows, wanted: Sequence[_Wanted], most: int, hidden: Mask | None
    ) -> None:
        self._offsets = offsets
        self._wanted = wanted
        self._hidden = hidden
        self._scores = np.zeros(int(offsets[-1]), np.float32)
        self._left = _by_size(wanted)
        self._candidates = self._narrowed(most)
        self._whole = self._completed()

    def best(self, limit: int) -> list[tuple[int, float]]:
        """The best texts' rows and scores, best first; those that score nothing are left out."""
        rows = self._candidates
        scores = self.at(rows)
        if len(rows) > limit:
            top = np.argpartition(scores, -limit)[-limit:]
            rows, scores = rows[top], scores[top]
        order = np.argsort(-scores, kind="stable")
        return [(int(rows[i]), float(scores[i])) for i in order if scores[i] > 0]

    def at(self, rows: Rows) -> Floats:
        """The scores of these texts, whose rows ascend."""
        scores = self._scores[rows]
        if self._left and not self._whole[rows].all():
            partial = np.flatnonzero(~self._whole[rows])
            scores[partial] = self._looked_up(rows[partial])
        return scores

    def counts(self, rows: Rows) -> tuple[Counts, Counts]:
        """How often each of the question's words, and of its n-grams, stands in these texts.

        Two tables: a line for each term, ascending as its code, and a column for each row. The
        rows have to ascend.
        """
        words, grams = (self._counted(wanted, rows) for wanted in self._wanted)
        return words, grams

    def _narrowed(self, most: int) -> Rows:
        """Score term after term until few texts are in question; their rows, ascending."""
        done, step = 0, FIRST
        while self._left:
            done += self._take(step)
            step *= 2
            possible = sum(float(self._wanted[field].bounds[n]) for field, n in self._left)
            seen = np.flatnonzero(self._scores)
            floor = _kth(self._scores[seen], most)
            rows = seen[self._scores[seen] >= floor - possible]
            if self._left and possible < floor and len(rows) <= IN_QUESTION:
                return rows
            if self._left and done > ENOUGH and len(seen) >= most:
                return np.sort(seen[np.argsort(-self._scores[seen])[:IN_QUESTION]])
        return np.flatnonzero(self._scores)

    def _completed(self) -> Mask:
        """Add what the terms that are left give to the candidates; whose scores are whole then."""
        whole = np.zeros(len(self._scores), np.bool_)
        if self._left:
            self._scores[self._candidates] = self._looked_up(self._candidates)
            whole[self._candidates] = True
        return whole

    def _looked_up(self, rows: Rows) -> Floats:
        """The whole scores of these texts, of which only some terms were scored."""
        scores = self._scores[rows]
        for field, wanted in enumerate(self._wanted):
            if numbers := [number for own, number in self._left if own == field]:
                self._look_up(wanted, np.array(numbers), rows, scores)
        if self._hidden is not None:
            scores[self._hidden[rows]] = 0
        return scores

    def _take(self, postings: int) -> int:
        """Score the smallest terms that are left, of about so many postings; of how many."""
        taken: list[list[int]] = [[] for _ in self._wanted]
        total = 0
        while self._left and total < postings:
            field, number = self._left.pop(0)
            taken[field].append(number)
            total += int(self._wanted[field].sizes[number])
        for wanted, numbers in zip(self._wanted, taken, strict=True):
            if numbers:
                self._score(wanted, np.array(numbers))
        if self._hidden is not None:
            self._scores[self._hidden] = 0
        return total

    def _score(self, wanted: _Wanted, numbers: Rows) -> None:
        for i, part in enumerate(wanted.field.parts):
            starts, ends = (side[numbers] for side in wanted.spans[i])
            spans = [slice(a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
            owners = np.concatenate([part.owners[span] for span in spans])
            if not len(owners):
                continue
            counts = np.concatenate([part.counts[span] for span in spans]).astype(np.float32)
            gains = saturated(counts, wanted.field.norms[i][owners])
            gains *= np.repeat(wanted.weights[numbers], ends - starts)
            own = self._scores[self._offsets[i] : self._offsets[i + 1]]
            own += np.bincount(owners, gains, len(own)).astype(np.float32)

    def _look_up(self, wanted: _Wanted, numbers: Rows, rows: Rows, scores: Floats) -> None:
        """Add what some terms give to these texts."""
        edges = np.searchsorted(rows, self._offsets)
        for i, part in enumerate(wanted.field.parts):
            own = slice(edges[i], edges[i + 1])
            texts = rows[own] - self._offsets[i]
            starts, ends = wanted.spans[i]
            counts = _counts_in(part, (starts[numbers], ends[numbers]), texts)
            gains = saturated(counts.astype(np.float32), wanted.field.norms[i][texts])
            scores[own] += wanted.weights[numbers] @ gains

    def _counted(self, wanted: _Wanted, rows: Rows) -> Counts:
        found = np.zeros((len(wanted.codes), len(rows)), np.uint8)
        edges = np.searchsorted(rows, self._offsets)
        for i, part in enumerate(wanted.field.parts):
            own = slice(edges[i], edges[i + 1])
            found[:, own] = _counts_in(part, wanted.spans[i], rows[own] - self._offsets[i])
        return found


def _counts_in(part: Postings, spans: tuple[Rows, Rows], texts: Rows) -> Counts:
    """How often these texts have the terms of these spans."""
    if not len(part.owners) or not len(texts) or not len(spans[0]):
        return np.zeros((len(spans[0]), len(texts)), np.uint8)
    wanted = texts.astype(part.owners.dtype)
    starts, ends = (side[:, None] for side in spans)
    each = zip(spans[0].tolist(), spans[1].tolist(), strict=True)
    own = np.stack([part.owners[start:end].searchsorted(wanted) for start, end in each])
    at = np.minimum(starts + own, len(part.owners) - 1)
    found = (at < ends) & (part.owners[at] == wanted)
    return np.where(found, part.counts[at], 0).astype(np.uint8)


def _by_size(wanted: Sequence[_Wanted]) -> list[tuple[int, int]]:
    """All terms that stand anywhere, as (field, number), those in the fewest texts first."""
    sizes = [
        (int(size), field, number)
        for field, own in enumerate(wanted)
        for number, size in enumerate(own.sizes)
        if size
    ]
    return [(field, number) for _, field, number in sorted(sizes)]


def _kth(scores: Floats, number: int) -> float:
    """The so-manieth best score; 0 if there are fewer."""
    if len(scores) < number:
        return 0.0
    return float(np.partition(scores, len(scores) - number)[len(scores) - number])


def _postings(texts: Sequence[Codes]) -> Postings:
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    codes = np.concatenate([np.empty(0, np.int64), *texts])
    return Postings.of(codes, owners, len(texts))

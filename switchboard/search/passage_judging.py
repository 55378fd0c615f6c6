"""Which passage of an article answers a question, which row of it, and how much speaks for it.

A passage is judged by more than its words: whether it has the price or the time that was asked
for, whether it names the place or the number, and whether it only says what is excluded.
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from switchboard.documents.chunking import PATH_SEPARATOR
from switchboard.search.asks import Asks, asks, begins_as_yes_no, content, is_broken
from switchboard.search.documents import Document, Text
from switchboard.search.passage_reading import Reading, has_price, has_time, read, says_not
from switchboard.search.places import Place, places
from switchboard.search.tables import ENOUGH_OF_A_WORD, Asked, Row, best_row, numbers
from switchboard.search.text_analysis import Floats, Terms, is_inner, is_unspaced
from switchboard.search.word_index import Weighted

MAX_JUDGED = 12
"""Of an article with more passages, those with most of the question's words are judged."""

GRAMS = 1 / 3
"""The n-grams' part in what a question tells here; the words have the rest."""

ENOUGH = 1.5
"""A question whose words tell as much as so many that no text has tells all that can be told."""

MAX_ROW = 3.0
"""What speaks for a row beyond this says no more."""


KNOWN = 0.8
"""Where a heading repeats the title it says less, but still which section has the subject."""

MANY = 4
"""A title with so many words that were not asked about is about something else."""


class Features(NamedTuple):
    """What speaks for a passage.

    Args:
        words: the share of what the question tells (by idf) that stands in it or in the title.
        heading: the same of its headings; what the title says as well counts less by `KNOWN`.
        meaning: how much less its cosine is than that of the article's nearest passage.
        first: whether it is the article's first: an article begins with the main thing it says.
        asked_for: 1 if it has the price or time asked for, -1 if not, 0 if none was asked for.
        named: the share of the places asked about that it names, or that belong to what it names.
        excludes: how far it says what is not so, and nothing of what was asked about.
        beside: whether it is about something else than was asked, where that is whether something
            is so in a place: 1 under a heading for prices or times, else the share of `MANY` words
            that its title has and the question has not.
        row: how much speaks for one of its rows, where more is asked than whether something is so.
    """

    words: float
    heading: float
    meaning: float
    first: float
    asked_for: float
    named: float
    excludes: float
    beside: float
    row: float


WEIGHTS = Features(4.59, 4.95, 9.76, 0.48, 0.58, 3.4, -1.4, -2.0, 1.11)
"""What each counts, in units of the logit; see `tests/search/fit_confidence.py`."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage, what speaks for it, and the row of it that answers, if one does."""

    passage: Text
    features: Features
    row: Row | None = None

    @property
    def quote(self) -> str | None:
        """The row that answers under its heading; None where the whole passage is quoted."""
        if self.row is None:
            return None
        heading = self.passage.heading.rsplit(PATH_SEPARATOR, 1)[-1]
        return f"**{heading}**\n{self.row.text}" if heading else self.row.text

    @property
    def weight(self) -> float:
        """All that speaks for it."""
        return float(np.dot(self.features, WEIGHTS))


class JudgedQuestion:
    """A question as passages are judged by it.

    Args:
        text: as it was asked. `language`: of the articles.
        terms: its words and n-grams, with their idf among the passages.
        rarest: the idf of a word that no passage has.
    """

    def __init__(self, text: str, language: str, terms: Weighted, rarest: float) -> None:
        self._text, self._language = text, language
        self._enough, self._rarest = ENOUGH * rarest, rarest
        self._unspaced = is_unspaced(language)
        self._words = [word for word in terms.words if not self._unspaced or len(word) > 1]
        self._grams = [gram for gram in terms.grams if is_inner(gram)]
        self.places = places(text, language)
        told = content(_without_places(text, self.places))
        self._worth = self._told_by(terms)
        self._asks = asks(text) - {Asks.PLACE}
        self._yes_no = not self._asks and begins_as_yes_no(text)
        self.wants_repair = is_broken(text)
        """Whether a passage that tells nothing of repairs or guarantees is no answer."""
        if self.wants_repair:
            self._asks |= {Asks.REPAIR}
        self._denies = says_not(text)
        self._told = [Terms.of(word, language) for word in told]
        self._tokens = told
        self._numbers = numbers(text)
        self._rarities = self._rarities_of(terms)

    def _told_by(self, terms: Weighted) -> Floats:
        """What each term tells of the whole, words and n-grams together at most 1.

        Words that only frame the question tell nothing, if it has others. Places are looked for
        by what they are, not by their letters. A question that tells little has a sum of less
        than 1: that its one common word stands in a passage says little for it.
        """
        words = np.array([terms.words[word] for word in self._words], np.float32)
        grams = np.array([terms.grams[gram] for gram in self._grams], np.float32)
        told = content(_without_places(self._text, self.places))
        if told or self.places:
            left = Terms.of(" ".join(told), self._language)
            words = words * _among(self._words, frozenset(left.words))
            grams = grams * _among(self._grams, frozenset(left.grams))
        enough = min(float(words.sum()) / self._enough, 1.0) ** 2
        shares = [(1 - GRAMS) * _shares(words), GRAMS * _shares(grams)]
        return np.asarray(enough * np.concatenate(shares), np.float32)

    def _rarities_of(self, terms: Weighted) -> list[tuple[Terms, float]]:
        """The question's words without places and numbers, and how rare each is, at most 1."""
        if self._unspaced:
            return []
        rarest = self._rarest
        return [
            (word, min(max(terms.words.get(one, rarest) for one in word.words) / rarest, 1.0))
            for word in self._told
            if word.words and not any(one.isdecimal() for one in word.words)
        ]

    def unconfirmed(self, document: Document) -> float:
        """How rare the rarest word of a yes/no question is that an article does not have, 0 to 1.

        Whether something is so depends on each word of the question: "Can I bring my dog?" is not
        answered by what to bring. 1 where no passage at all has the word, 0 where none is missing
        or where more is asked than yes or no. Places and numbers are looked for by what they are.
        """
        if not self._yes_no:
            return 0.0
        texts = [("", document.title)]
        texts += [(one.text, one.heading) for one in (*document.passages, *document.questions)]
        readings = [read(text, heading, self._language) for text, heading in texts]
        missing = (
            rarity
            for word, rarity in self._rarities
            if not any(_has(word, reading) for reading in readings)
        )
        return max(missing, default=0.0)

    def judge(self, document: Document, cosines: Sequence[float]) -> list[Judged]:
        """The passages of an article, the one that answers first.

        Args:
            document: with its passages, one at least.
            cosines: of each passage; 0 where the meaning was not searched.
        """
        passages = document.passages
        title = self._stands(*self._terms(document.title))
        unasked = self._unasked(document.title)
        nearest = max(cosines)
        shortlist = self._shortlist(passages, cosines)
        judged = [
            self._judged(passages[n], title, unasked, cosines[n] - nearest, first=n == 0)
            for n in shortlist
        ]
        return sorted(judged, key=lambda one: -one.weight)

    def _judged(
        self, passage: Text, title: Floats, unasked: float, meaning: float, *, first: bool
    ) -> Judged:
        reading = read(passage.text, passage.heading, self._language)
        row, fit = self._row(reading)
        own = self._stands(reading.words, reading.grams)
        above = self._stands(reading.heading_words, reading.heading_grams)
        features = Features(
            self._spread(float(np.maximum(own, title) @ self._worth)),
            float(above @ (self._worth * (1 - KNOWN * title))),
            meaning,
            float(first),
            self._asked_for(reading),
            self._named(reading),
            self._excluded(reading),
            self._beside(passage, unasked),
            0.0 if self._yes_no else min(fit, MAX_ROW),
        )
        return Judged(passage, features, row)

    def _row(self, reading: Reading) -> tuple[Row | None, float]:
        """The row that answers; none does that lacks the price or the time that was asked for."""
        if not reading.rows:
            return None, 0.0
        row, fit = best_row(reading.rows, self._asked())
        if row is None:
            return None, 0.0
        has = {Asks.PRICE: has_price(row.text), Asks.TIME: has_time(row.text), Asks.REPAIR: True}
        return (row, fit) if all(has[kind] for kind in self._asks) else (None, 0.0)

    def _asked(self) -> Asked:
        return Asked(
            [word for own in self._told for word in own.words],
            [own.grams for own in self._told for _ in own.words],
            self.places,
            self._numbers,
        )

    def _terms(self, text: str) -> tuple[frozenset[str], str]:
        reading = read("", text, self._language)
        return reading.heading_words, reading.heading_grams

    def _spread(self, share: float) -> float:
        """A share of pairs of characters as a share of words: a pair stands where both do."""
        return math.sqrt(share) if self._unspaced else share

    def _stands(self, words: Container[str], grams: Container[str]) -> Floats:
        """For each of the question's terms whether it is among these, as 0 or 1."""
        return np.concatenate([_among(self._words, words), _among(self._grams, grams)])

    def _asked_for(self, reading: Reading) -> float:
        if not self._asks:
            return 0.0
        return sum(1.0 if _states(reading, kind) else -1.0 for kind in self._asks) / len(self._asks)

    def _named(self, reading: Reading) -> float:
        if not self.places:
            return 0.0
        groups = reading.places - reading.denied
        hits = [
            place.code in reading.places or bool(place.belongs_to & groups) for place in self.places
        ]
        return sum(hits) / len(hits)

    def _excluded(self, reading: Reading) -> float:
        """How far the passage excludes something, where that is nothing the question is about."""
        if self._denies or not reading.excludes:
            return 0.0
        if self.places:
            return 0.0 if self._names(reading) else reading.excludes
        above = reading.heading_words
        own = [told for told in self._told if len(told.words) and above.isdisjoint(told.words)]
        missing = own and all(reading.words.isdisjoint(one.words) for one in own)
        return reading.excludes if missing else 0.0

    def _names(self, reading: Reading) -> bool:
        return any(place.code in reading.places for place in self.places)

    def _unasked(self, title: str) -> float:
        """How much of `MANY` words a title tells that were not asked about, 0 to 1."""
        own = {word for told in self._told for word in told.words}
        terms = [Terms.of(word, self._language).words for word in content(title)]
        return min(sum(own.isdisjoint(words) for words in terms) / MANY, 1.0)

    def _beside(self, passage: Text, unasked: float) -> float:
        if not (self._yes_no and self.places):
            return 0.0
        heading = passage.heading.rsplit(PATH_SEPARATOR, 1)[-1]
        return max(float(bool(asks(heading) - {Asks.PLACE})), unasked)

    def _shortlist(self, passages: Sequence[Text], cosines: Sequence[float]) -> list[int]:
        """Which passages are read: all of a few, else those that look likeliest, in their order."""
        if len(passages) <= MAX_JUDGED:
            return list(range(len(passages)))
        likely = [
            cosines[n]
            + sum(word in f"{one.heading} {one.text}".casefold() for word in self._tokens)
            for n, one in enumerate(passages)
        ]
        best = sorted(range(1, len(passages)), key=lambda n: -likely[n])[: MAX_JUDGED - 1]
        return [0, *sorted(best)]


def _has(word: Terms, reading: Reading) -> bool:
    """Whether a word stands there or above, by itself or in a longer one."""
    if any(one in reading.words or one in reading.heading_words for one in word.words):
        return True
    own = word.inner_grams
    hits = sum(one in reading.grams or one in reading.heading_grams for one in own)
    return len(own) > 2 and hits >= ENOUGH_OF_A_WORD * len(own)


def _states(reading: Reading, kind: Asks) -> bool:
    if kind is Asks.PRICE:
        return reading.prices
    return reading.times if kind is Asks.TIME else reading.repairs


def _among(wanted: Sequence[str], terms: Container[str]) -> Floats:
    return np.array([term in terms for term in wanted], np.float32)


def _without_places(text: str, named: Sequence[Place]) -> str:
    for place in reversed(named):
        text = f"{text[: place.start]} {text[place.end :]}"
    return text


def _shares(idf: Floats) -> Floats:
    total = float(idf.sum())
    return idf / total if total else idf

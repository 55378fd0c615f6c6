"""Which passage of an article answers a question: the one that is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from switchboard.search.bm25 import Counts
from switchboard.search.index_snapshot import LanguageShelf
from switchboard.search.postings import MOST
from switchboard.search.segments import TITLE_WEIGHT, Document, Text
from switchboard.search.text_analysis import Codes, Floats, Terms

TITLE = 0.15
"""What a word of the title still counts: it told which article it is, hardly which passage."""

NEAR = 1.0
"""What a passage's cosine counts, beside the share of the question that stands in it."""

FIRST = 0.06
"""The head start of the first passage: an article begins with the main thing it has to say."""

_REMEMBERED = 4000
"""Titles and headings whose terms are kept, at about 1 kB each."""

GRAMS = 1 / 3
"""The n-grams' part in what a question tells here; the words have the rest."""


class Telling:
    """How much each term of a question tells, by idf: words and n-grams each add up to 1."""

    def __init__(self, shelf: LanguageShelf, query: Terms) -> None:
        index = shelf.passages.lexical
        self._words, self._grams = np.unique(query.words), np.unique(query.grams)
        self._word_idf = index.words.idf(self._words)
        self._word_shares = _shares(self._word_idf)
        self._gram_shares = _shares(index.grams.idf(self._grams))

    def coverage(self, counts: Sequence[tuple[Counts, Counts]]) -> tuple[float, float]:
        """What the question tells that stands anywhere in these texts: its share, 0 to 1, and the
        sum of its words' idf.

        Args:
            counts: of some texts, as `Hits.counts` gives them.
        """
        words = np.any([own.any(axis=1) for own, _ in counts], axis=0)
        grams = np.any([own.any(axis=1) for _, own in counts], axis=0)
        share = float(self._word_shares[words].sum() + self._gram_shares[grams].sum()) / 2
        return share, float(self._word_idf[words].sum())

    def best_passage(
        self,
        document: Document,
        passages: Sequence[Text],
        counts: tuple[Counts, Counts],
        cosines: Sequence[float],
    ) -> Text:
        """The passage that answers: the one with most of the question in it.

        A term counts once in a passage however often it is repeated, and twice where it stands in
        the heading. What the title says as well counts little.

        Args:
            document: the article. `passages`: all of them, one at least.
            counts: of the passages as they are indexed, with their title and headings.
            cosines: of each passage; 0 where the dense leg did not run.
        """
        if len(passages) == 1:
            return passages[0]
        title = self._occurrences(document.title, document.language)
        worth = self._worth()
        worth[title > 0] *= TITLE
        heads = np.stack(
            [self._occurrences(one.heading, document.language) > 0 for one in passages]
        )
        # A passage is indexed with its title: what is there more often, its own text has.
        own = np.minimum(TITLE_WEIGHT * title, MOST - 1) < np.concatenate(counts).T
        fits = own @ worth + heads @ worth + NEAR * np.array(cosines)
        fits[0] += FIRST
        return passages[int(np.argmax(fits))]

    def _worth(self) -> Floats:
        return np.concatenate([(1 - GRAMS) * self._word_shares, GRAMS * self._gram_shares])

    def _occurrences(self, text: str, language: str) -> npt.NDArray[np.int64]:
        """How often each of the question's terms stands in a title or heading."""
        read = _terms(text, language)
        return np.concatenate([_count(self._words, read.words), _count(self._grams, read.grams)])


def _count(wanted: Codes, codes: Codes) -> npt.NDArray[np.int64]:
    """How often each of these terms, which ascend, is among the codes."""
    if not len(wanted):
        return np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(wanted, codes), len(wanted) - 1)
    return np.bincount(at[wanted[at] == codes], minlength=len(wanted))


@lru_cache(maxsize=_REMEMBERED)
def _terms(text: str, language: str) -> Terms:
    """What is quoted often is not taken apart each time."""
    return Terms.of(text, language)


def _shares(idf: Floats) -> Floats:
    total = float(idf.sum())
    return idf / total if total else idf

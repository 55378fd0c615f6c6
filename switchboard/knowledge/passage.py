"""Which passage of an article answers a question: the one that is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from switchboard.knowledge.lexical import Floats, Terms
from switchboard.knowledge.postings import Mask
from switchboard.knowledge.shelf import Document, LanguageShelf, Text

TITLE = 0.15
"""What a word of the title still counts: it told which article it is, hardly which passage."""

NEAR = 1.0
"""What a passage's cosine counts, beside the share of the question that stands in it."""

FIRST = 0.06
"""The head start of the first passage: an article begins with the main thing it has to say."""

_REMEMBERED = 2000
"""Texts whose terms are kept, at about 7 kB each."""

GRAMS = 1 / 3
"""The n-grams' part in what a question tells here; the words have the rest."""


class Telling:
    """How much each term of a question tells, by idf: words and n-grams each add up to 1."""

    def __init__(self, shelf: LanguageShelf, query: Terms) -> None:
        index = shelf.passages.lexical
        self._words, self._grams = np.unique(query.words), np.unique(query.grams)
        self._word_shares = _shares(index.words.idf(self._words))
        self._gram_shares = _shares(index.grams.idf(self._grams))

    def coverage(self, words: Mask, grams: Mask) -> float:
        """The share of what the question tells that these of its terms do, 0 to 1.

        Args:
            words, grams: for each of its different terms, ascending as their codes, whether it is
                meant.
        """
        return float(self._word_shares[words].sum() + self._gram_shares[grams].sum()) / 2

    def best_passage(
        self, document: Document, passages: Sequence[Text], cosines: Sequence[float]
    ) -> Text:
        """The passage that answers: the one with most of the question in it.

        A term counts once in a passage however often it is repeated, and twice where it stands in
        the heading. What the title says as well counts little.

        Args:
            document: the article. `passages`: all of them, one at least.
            cosines: of each passage; 0 where the dense leg did not run.
        """
        if len(passages) == 1:
            return passages[0]
        worth = self._worth()
        worth[self._held_by(_terms(document.title, document.language))] *= TITLE
        heads = [self._held_by(_terms(one.heading, document.language)) for one in passages]
        bodies = [self._held_by(_terms(one.text, document.language)) for one in passages]
        own = (np.stack(heads) | np.stack(bodies)) @ worth + np.stack(heads) @ worth
        fits = own + NEAR * np.array(cosines)
        fits[0] += FIRST
        return passages[int(np.argmax(fits))]

    def _worth(self) -> Floats:
        return np.concatenate([(1 - GRAMS) * self._word_shares, GRAMS * self._gram_shares])

    def _held_by(self, text: Terms) -> Mask:
        """Which of the question's terms stand in a text."""
        return np.concatenate([np.isin(self._words, text.words), np.isin(self._grams, text.grams)])


@lru_cache(maxsize=_REMEMBERED)
def _terms(text: str, language: str) -> Terms:
    """What is quoted often is not taken apart each time."""
    return Terms.of(text, language)


def _shares(idf: Floats) -> Floats:
    total = float(idf.sum())
    return idf / total if total else idf

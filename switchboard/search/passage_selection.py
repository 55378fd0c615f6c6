"""How much the terms of a question tell, and how much of it stands in an article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from switchboard.search.text_analysis import Analyzers, Floats, is_inner, is_unspaced, prepared
from switchboard.search.word_index import Weighted

Marks = npt.NDArray[np.bool_]


class TermWeights:
    """How much each term of a question tells, by idf: words and n-grams each add up to 1."""

    def __init__(self, terms: Weighted, language: str) -> None:
        """Args: the question's terms with their idf among passages; the articles' language."""
        self._language = language
        self._terms = terms
        unspaced = is_unspaced(language)
        words = [idf if not unspaced or _is_pair(word) else 0 for word, idf in terms.words.items()]
        self._word_idf = np.array(words, np.float32)
        self._word_shares = _shares(self._word_idf)
        # What goes from one word to the next helps to find a text, and tells nothing of its own.
        within = [idf if is_inner(gram) else 0.0 for gram, idf in terms.grams.items()]
        self._gram_shares = _shares(np.array(within, np.float32))

    def coverage(self, texts: Sequence[str]) -> tuple[float, float]:
        """What the question tells that stands anywhere in these texts: its share, 0 to 1, and the
        sum of its words' idf."""
        words, grams = self._found("\n".join(texts))
        share = float(self._word_shares[words].sum() + self._gram_shares[grams].sum()) / 2
        return share, float(self._word_idf[words].sum())

    def _found(self, text: str) -> tuple[Marks, Marks]:
        """Which of the question's words, and of its n-grams, stand in a text."""
        words, grams = prepared(text, self._language)
        stems = set(Analyzers.of(self._language).words.analyze(words))
        return (
            np.array([word in stems for word in self._terms.words], np.bool_),
            np.array([gram in grams for gram in self._terms.grams], np.bool_),
        )


def _is_pair(term: str) -> bool:
    """Whether a term of an unspaced language is two characters of one run."""
    return len(term) > 1 and " " not in term


def _shares(idf: Floats) -> Floats:
    total = float(idf.sum())
    return idf / total if total else idf

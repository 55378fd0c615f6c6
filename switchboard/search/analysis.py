"""Takes many texts apart at once: what `Terms.of` says of each, many times faster.

A word is stemmed and folded once, however often it stands in the texts, and the n-grams of all
texts are a few numpy operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from switchboard.core.text import fold
from switchboard.search.text_analysis import Codes, gram_terms, tokens, word_codes

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Analysed:
    """The terms of one field of several texts: all codes, and where each text's begin."""

    codes: Codes
    bounds: Numbers

    def of(self, number: int) -> Codes:
        """The terms of one text, in their order."""
        return self.codes[self.bounds[number] : self.bounds[number + 1]]

    def picked(self, texts: Numbers) -> tuple[Codes, Numbers]:
        """The codes of these texts, one after the other, and which of `texts` each is of."""
        lengths = np.diff(self.bounds)[texts]
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        at = np.repeat(self.bounds[texts] - (ends - lengths), lengths) + np.arange(total)
        return self.codes[at], np.repeat(np.arange(len(texts)), lengths)


def analyse(texts: Sequence[str], language: str) -> tuple[Analysed, Analysed]:
    """The words and the n-grams of texts in this language (ISO 639-1)."""
    split = [tokens(text) for text in texts]
    words = list(dict.fromkeys(chain.from_iterable(split)))
    known = {word: number for number, word in enumerate(words)}
    at = [[known[word] for word in own] for own in split]
    return _words(words, at, language), _grams(words, at)


def _words(words: Sequence[str], at: Sequence[Sequence[int]], language: str) -> Analysed:
    codes = [word_codes([word], language) for word in words]
    by_word = Analysed(_joined(codes), _bounds([len(own) for own in codes]))
    occurrences = np.fromiter(chain.from_iterable(at), np.int64)
    picked, owners = by_word.picked(occurrences)
    of_text = np.repeat(np.arange(len(at)), [len(own) for own in at])
    return Analysed(picked, _bounds(np.bincount(of_text[owners], minlength=len(at))))


def _grams(words: Sequence[str], at: Sequence[Sequence[int]]) -> Analysed:
    folded = list(map(fold, words))
    texts = [f" {' '.join([folded[number] for number in own])} " for own in at]
    # No n-gram spans two texts: between them stand two spaces, and none has a space in its middle.
    codes, places = gram_terms("".join(texts))
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])[places]
    order = np.argsort(owners, kind="stable")
    return Analysed(codes[order], _bounds(np.bincount(owners, minlength=len(texts))))


def _joined(parts: Sequence[Codes]) -> Codes:
    return np.concatenate([np.empty(0, np.int64), *parts])


def _bounds(lengths: Sequence[int] | Numbers) -> Numbers:
    return np.append(0, np.cumsum(np.asarray(lengths, np.int64)))

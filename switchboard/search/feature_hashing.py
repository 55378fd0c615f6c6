"""Short texts as rows of numbers for a linear classifier: hashed words and character n-grams.

A text's words, pairs of neighbouring words and n-grams of two to five characters are weighed by
TF-IDF and added up in a fixed number of columns, each term in the column its hash says and with
the sign its hash says (feature hashing: Weinberger et al., ICML 2009). On 15,000 questions a
classifier over 1,024 such columns and the embedding is as good as one over all 52,000 terms, and
is a hundred times smaller. The hashes are the same in every process.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from switchboard.core.text import fold
from switchboard.search.text_analysis import Floats, stems, tokens

Hashes = npt.NDArray[np.uint64]

LONGEST_GRAM = 5
_SPACE = 32
# Mixing constants: FNV-1a's prime, the golden ratio, and the finalizer of MurmurHash3.
_PRIME = np.uint64(0x100000001B3)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MURMUR = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_HALF = np.uint64(33)
_TOP = np.uint64(63)


def word_hashes(text: str, language: str) -> Hashes:
    """A text's stems and its pairs of neighbouring stems, its beginning and end included."""
    folded = [fold(stem) for stem in stems(tokens(text), language)]
    ones = np.fromiter((zlib.crc32(stem.encode()) for stem in folded), np.uint64, len(folded))
    edged = np.concatenate([np.array([1], np.uint64), ones, np.array([2], np.uint64)])
    return np.concatenate([ones, edged[:-1] * _GOLDEN ^ edged[1:]])


def gram_hashes(text: str) -> Hashes:
    """A text's n-grams of two to `LONGEST_GRAM` characters; none spans two words."""
    spaced = f" {' '.join(map(fold, tokens(text)))} "
    points = np.frombuffer(spaced.encode("utf-32-le"), np.uint32).astype(np.uint64)
    found = [_grams(points, n) for n in range(2, min(LONGEST_GRAM, len(points)) + 1)]
    return np.concatenate([np.empty(0, np.uint64), *found])


def _grams(points: Hashes, n: int) -> Hashes:
    windows = np.lib.stride_tricks.sliding_window_view(points, n)
    hashed = np.zeros(len(windows), np.uint64)
    for column in range(n):
        hashed = hashed * _PRIME + windows[:, column]
    between = (windows[:, 1:-1] == _SPACE).any(axis=1) | (windows == _SPACE).all(axis=1)
    grams: Hashes = (hashed * np.uint64(31) + np.uint64(n))[~between]
    return grams


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one kind that the texts have, ascending, and how telling each is."""

    terms: Hashes
    idf: Floats

    @classmethod
    def of(cls, texts: Sequence[Hashes]) -> Vocabulary:
        """Of these texts, each given by its terms: idf is ln((1 + N) / (1 + n)) + 1."""
        own = [np.unique(text) for text in texts]
        terms, found = np.unique(np.concatenate([np.empty(0, np.uint64), *own]), return_counts=True)
        return cls(terms, (np.log((1 + len(texts)) / (1 + found)) + 1).astype(np.float32))

    def add_to(self, row: Floats, text: Hashes, seed: int) -> None:
        """Add a text to a row of the table, as a vector of length one before it is hashed."""
        terms, counts = np.unique(text, return_counts=True)
        if not len(terms) or not len(self.terms):
            return
        at = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        known = self.terms[at] == terms
        worth = (1 + np.log(counts[known])) * self.idf[at[known]]
        length = float(np.sqrt(worth @ worth)) or 1.0
        mixed = _mixed(terms[known], seed)
        signs = np.where(mixed >> _TOP, 1.0, -1.0)
        np.add.at(row, (mixed % np.uint64(len(row))).astype(np.int64), worth / length * signs)


@dataclass(frozen=True, slots=True)
class FeatureHasher:
    """How texts of one language become rows; made from the texts a classifier learns from."""

    language: str
    columns: int
    words: Vocabulary
    grams: Vocabulary

    @classmethod
    def learn(
        cls, texts: Sequence[str], language: str, columns: int
    ) -> tuple[FeatureHasher, Floats]:
        """The hasher of these texts, and their rows."""
        terms = [(word_hashes(text, language), gram_hashes(text)) for text in texts]
        words = Vocabulary.of([own for own, _ in terms])
        grams = Vocabulary.of([own for _, own in terms])
        hasher = cls(language, columns, words, grams)
        rows = np.zeros((len(texts), columns), np.float32)
        for row, (own_words, own_grams) in zip(rows, terms, strict=True):
            hasher._fill(row, own_words, own_grams)
        return hasher, rows

    def row(self, text: str) -> Floats:
        """A text as the classifier sees it."""
        row = np.zeros(self.columns, np.float32)
        self._fill(row, word_hashes(text, self.language), gram_hashes(text))
        return row

    def _fill(self, row: Floats, words: Hashes, grams: Hashes) -> None:
        self.words.add_to(row, words, 1)
        self.grams.add_to(row, grams, 2)


def _mixed(terms: Hashes, seed: int) -> Hashes:
    mixed = terms ^ np.uint64(seed)
    for multiplier in _MURMUR:
        mixed = (mixed ^ (mixed >> _HALF)) * multiplier
    return mixed ^ (mixed >> _HALF)

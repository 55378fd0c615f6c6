"""The lexical leg: BM25 in memory, over words and over character n-grams.

Words are stemmed where a stemmer for the language is known; n-grams (three characters, two in
Chinese, Japanese and Korean) find what stemming misses: compounds, typing errors, languages
without a stemmer or without spaces. Every term is a 64-bit number, so building and asking are
a few numpy operations: about 0.1 ms for a query over some thousand texts.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import Stemmer

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

K1 = 1.2
B = 0.75
"""BM25's usual constants (Robertson and Zaragoza, 2009): saturation, and weight of length."""

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# A run of CJK characters, or a word; the vowel signs of Indic scripts and Thai belong to it.
_TOKEN = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_]|[\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e])+")
_IS_CJK = re.compile(rf"[{_CJK}]")
# Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic: people leave them out.
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
_local = threading.local()


def fold(text: str) -> str:
    """Lower case, without accents, in one Unicode form."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare)


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, accents kept; a run of CJK characters is one token."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def word_codes(words: Sequence[str], language: str) -> Codes:
    """The terms of the word field: stems; pairs of characters where words are not separated."""
    cut = stems(words, language)
    terms = [part for stem in cut for part in (_pairs(stem) if _IS_CJK.match(stem) else (stem,))]
    return np.fromiter(map(hash, map(fold, terms)), np.int64, len(terms))


def gram_codes(words: Sequence[str]) -> Codes:
    """The terms of the n-gram field, each packed into one number."""
    return gram_terms(f" {' '.join(map(fold, words))} ")[0]


def gram_terms(text: str) -> tuple[Codes, Codes]:
    """The n-grams of folded words with a space before, between and after them, as `gram_codes`
    gives them, and where in the text each begins."""
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
    cjk = _cjk_mask(points)
    a, b, c = points[:-2], points[1:-1], points[2:]
    inside = (b != 32) & ~(cjk[:-2] | cjk[1:-1] | cjk[2:])
    paired = cjk[:-1] & cjk[1:]
    trigrams = (a << 42 | b << 21 | c)[inside]
    pairs = (points[:-1] << 21 | points[1:])[paired]
    places = np.concatenate([np.flatnonzero(inside), np.flatnonzero(paired)])
    return np.concatenate([trigrams, pairs]), places


def stems(words: Sequence[str], language: str) -> list[str]:
    """The words as their stemmer cuts them; unchanged in a language without one."""
    name = STEMMERS.get(language)
    if name is None:
        return list(words)
    # A stemmer is not safe to share between threads, and indexes are built beside the event loop.
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if name not in stemmers:
        stemmers[name] = Stemmer.Stemmer(name)
    stemmed: list[str] = stemmers[name].stemWords(words)
    return stemmed


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _cjk_mask(points: Codes) -> npt.NDArray[np.bool_]:
    return (
        ((points >= 0x3040) & (points <= 0x30FF))
        | ((points >= 0x3400) & (points <= 0x4DBF))
        | ((points >= 0x4E00) & (points <= 0x9FFF))
        | ((points >= 0xAC00) & (points <= 0xD7AF))
        | ((points >= 0xF900) & (points <= 0xFAFF))
    )


class Postings:
    """One BM25 field: for each term, the texts that hold it and what it adds to their score."""

    def __init__(self, texts: Sequence[Codes]) -> None:
        """Args: the term codes of each text, in the texts' order, repeats included."""
        self.count = len(texts)
        lengths = np.array([len(codes) for codes in texts], np.float32)
        pairs = [np.unique(codes, return_counts=True) for codes in texts]
        codes = np.concatenate([pair[0] for pair in pairs] or [np.empty(0, np.int64)])
        counts = np.concatenate([pair[1] for pair in pairs] or [np.empty(0, np.int64)])
        owners = np.repeat(np.arange(self.count, dtype=np.int32), [len(pair[0]) for pair in pairs])
        order = np.argsort(codes, kind="stable")
        self._terms, starts = np.unique(codes[order], return_index=True)
        self._bounds = np.append(starts, len(codes))
        self._owners = owners[order]
        self._idf = self._inverse_frequencies()
        self._gains = self._all_gains(counts[order].astype(np.float32), lengths)

    def _inverse_frequencies(self) -> Floats:
        """ln(1 + (N - n + 0.5) / (n + 0.5)), never negative."""
        found = np.diff(self._bounds)
        return np.log1p((self.count - found + 0.5) / (found + 0.5)).astype(np.float32)

    def _all_gains(self, counts: Floats, lengths: Floats) -> Floats:
        mean = float(lengths.mean()) if self.count else 1.0
        length = (lengths / max(mean, 1.0))[self._owners]
        saturated = counts * (K1 + 1) / (counts + K1 * (1 - B + B * length))
        gains = np.repeat(self._idf, np.diff(self._bounds)) * saturated
        return gains.astype(np.float32)

    def idf(self, codes: Codes) -> Floats:
        """How telling each of these terms is; those that no text has count as the rarest."""
        found = np.full(len(codes), np.log1p((self.count + 0.5) / 0.5), np.float32)
        if len(self._terms):
            at = np.minimum(np.searchsorted(self._terms, codes), len(self._terms) - 1)
            known = self._terms[at] == codes
            found[known] = self._idf[at[known]]
        return found

    def ask(self, codes: Codes) -> Floats:
        """Each text's share of what the query could score, roughly 0 to 1.

        The query's own best score is the sum over its terms of idf, those that no text has
        counted as the rarest; dividing by it makes scores of different queries comparable.
        """
        wanted = np.unique(codes)
        if not self.count or not len(wanted):
            return np.zeros(self.count, np.float32)
        best = float(self.idf(wanted).sum()) or 1.0
        at = np.searchsorted(self._terms, wanted)
        at[at == len(self._terms)] = 0
        at = at[self._terms[at] == wanted] if len(self._terms) else at[:0]
        if not len(at):
            return np.zeros(self.count, np.float32)
        spans = [slice(self._bounds[i], self._bounds[i + 1]) for i in at.tolist()]
        owners = np.concatenate([self._owners[span] for span in spans])
        gains = np.concatenate([self._gains[span] for span in spans])
        scores = np.bincount(owners, gains, self.count)
        return (scores / best).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Terms:
    """A text as the index sees it; worth keeping, because making it is the slow part."""

    words: Codes
    grams: Codes

    @classmethod
    def of(cls, text: str, language: str) -> Terms:
        """Read a text of this language (ISO 639-1)."""
        words = tokens(text)
        return cls(word_codes(words, language), gram_codes(words))

    @property
    def wording(self) -> int:
        """A number that texts share when they differ only in case, accents and punctuation.

        It is 0 where nothing can be compared: a text without letters and digits.
        """
        return hash(self.grams.tobytes())

    def times(self, weight: int) -> Terms:
        """The same text counted several times."""
        return Terms(np.tile(self.words, weight), np.tile(self.grams, weight))

    @classmethod
    def joined(cls, parts: Sequence[Terms]) -> Terms:
        """Several texts as one."""
        return cls(
            np.concatenate([part.words for part in parts]),
            np.concatenate([part.grams for part in parts]),
        )


class LexicalIndex:
    """Texts of one language, asked by their words and by their n-grams together."""

    def __init__(self, texts: Sequence[Terms]) -> None:
        self.words = Postings([text.words for text in texts])
        self.grams = Postings([text.grams for text in texts])

    def ask(self, query: Terms) -> Floats:
        """The score of every text, roughly 0 to 1: the mean of both fields."""
        mean = (self.words.ask(query.words) + self.grams.ask(query.grams)) / 2
        return mean.astype(np.float32)


def best(scores: Floats, limit: int) -> list[tuple[int, float]]:
    """The `limit` best positions with their scores, best first; scores of nothing left out."""
    if not len(scores):
        return []
    limit = min(limit, len(scores))
    top = np.argpartition(scores, -limit)[-limit:]
    ordered = top[np.argsort(-scores[top], kind="stable")]
    return [(int(i), float(scores[i])) for i in ordered if scores[i] > 0]

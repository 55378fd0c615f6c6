"""What the lexical leg sees of a text: its words and its character n-grams.

Words are stemmed where a stemmer for the language is known; n-grams (three characters, two in
Chinese, Japanese and Korean) find what stemming misses: compounds, typing errors, languages
without a stemmer or without spaces. Every term is a 64-bit number, so that what is done with
them (`bm25.py`) is a few numpy operations.
"""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import Stemmer

from switchboard.core.text import fold

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
_local = threading.local()


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, accents kept; a run of CJK characters is one token."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def word_codes(words: Sequence[str], language: str) -> Codes:
    """The terms of the word field: stems; pairs of characters where words are not separated."""
    cut = stems(words, language)
    terms = [part for stem in cut for part in (_pairs(stem) if _IS_CJK.match(stem) else (stem,))]
    return np.fromiter((code(fold(term).encode()) for term in terms), np.int64, len(terms))


def code(term: bytes) -> int:
    """A 64-bit number for a term, the same in every process (unlike `hash`); 0 for nothing."""
    if not term:
        return 0
    digest = hashlib.blake2b(term, digest_size=8, usedforsecurity=False).digest()
    return int.from_bytes(digest, "little", signed=True)


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
        return code(self.grams.tobytes())

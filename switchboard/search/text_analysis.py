"""What search reads in a text: its words and its character n-grams.

Words are stemmed where a stemmer for the language is known. N-grams find what stemming misses:
compounds, typing errors, languages without a stemmer or without spaces. The index
(`word_index.py`) analyzes texts and questions with the analyzers of this file.
"""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import Stemmer
import tantivy

from switchboard.core.text import fold

Floats = npt.NDArray[np.float32]

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""Snowball's names of the stemmers by language (ISO 639-1)."""

UNSPACED = frozenset({"zh", "ja", "ko"})
"""Languages whose words are searched as single characters and pairs of them."""

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
# A run of CJK characters, or a word; the vowel signs of Indic scripts and Thai belong to it.
_TOKEN = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_]|[\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e])+")
_local = threading.local()


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, accents kept; a run of CJK characters is one token."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def stems(words: Sequence[str], language: str) -> list[str]:
    """The words as their stemmer cuts them; unchanged in a language without one."""
    name = STEMMERS.get(_base(language))
    if name is None:
        return list(words)
    # A stemmer is not safe to share between threads.
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if name not in stemmers:
        # Its cache takes longer than stemming a word again: 63 µs for 60 words instead of 18.
        stemmers[name] = Stemmer.Stemmer(name, 0)
    stemmed: list[str] = stemmers[name].stemWords(words)
    return stemmed


def normalized_hash(text: str) -> str:
    """The same for texts that differ only in case, accents and punctuation.

    Empty where nothing can be compared: a text without letters and digits.
    """
    words = fold(" ".join(tokens(text)))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest() if words else ""


@lru_cache(maxsize=1_024)
def prepared(text: str, language: str) -> tuple[str, str]:
    """What the analyzers of words and of n-grams are given: folded stems with a space between them,
    and folded words with a space before and after each.

    Titles and headings come again and again, so the last texts are remembered.
    """
    words = tokens(text)
    return fold(" ".join(stems(words, language))), f" {fold(' '.join(words))} "


def distinct_words(text: str, language: str) -> frozenset[str]:
    """The words of a text as the index has them, each once."""
    words, _ = prepared(text, language)
    if is_unspaced(language):
        return frozenset(Analyzers.of(language).words.analyze(words))
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Analyzers:
    """How tantivy takes the texts of `prepared` apart."""

    words: tantivy.TextAnalyzer
    grams: tantivy.TextAnalyzer

    @classmethod
    def of(cls, language: str) -> Analyzers:
        """The analyzers of a language (`de`, `pt-BR`)."""
        return _analyzers(is_unspaced(language))


@cache
def _analyzers(unspaced: bool) -> Analyzers:
    tokenizer = tantivy.Tokenizer
    words = tokenizer.ngram(1, 2) if unspaced else tokenizer.whitespace()
    grams = tokenizer.ngram(2, 2) if unspaced else tokenizer.ngram(3, 3)
    built = (tantivy.TextAnalyzerBuilder(each).build() for each in (words, grams))
    return Analyzers(*built)


def is_unspaced(language: str) -> bool:
    """Whether words stand side by side in this language (`zh`, `zh-TW`)."""
    return _base(language) in UNSPACED


def _base(language: str) -> str:
    return language.split("-", 1)[0].lower()


def is_inner(gram: str) -> bool:
    """Whether an n-gram lies within a word, its edges included."""
    return " " not in gram[1:-1]


@dataclass(frozen=True, slots=True)
class Terms:
    """A text as the index sees it: its terms in their order, repeated where the text repeats."""

    words: tuple[str, ...]
    grams: tuple[str, ...]

    @property
    def inner_grams(self) -> tuple[str, ...]:
        """The n-grams within words: those from one word to the next say nothing of their own."""
        return tuple(gram for gram in self.grams if is_inner(gram))

    @classmethod
    def of(cls, text: str, language: str) -> Terms:
        """Read a text of this language (`de`, `pt-BR`)."""
        analyzers, (words, grams) = Analyzers.of(language), prepared(text, language)
        return cls(tuple(analyzers.words.analyze(words)), tuple(analyzers.grams.analyze(grams)))

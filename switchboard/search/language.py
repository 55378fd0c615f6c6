"""Which language a question is in, of those a workspace has articles in."""

from functools import lru_cache
from threading import Lock

from sqlalchemy import ColumnElement, SQLColumnExpression, func, true

from switchboard.search.detector import Detector

MODEL_LANGUAGES = {"all-MiniLM-L6-v2": frozenset({"en"})}
"""Embedding models that understand some languages only. In others the words do better alone: on
the demo shop's Spanish and German questions, this model's vectors made the fused result worse.
All other models, multilingual-e5-small too, are taken to understand every language."""


_loading = Lock()


def _detector() -> Detector:
    with _loading:  # a cache alone would let two threads load it at once
        return _load()


@lru_cache(maxsize=1)
def _load() -> Detector:
    return Detector.load()


def prepare() -> None:
    """Load the detector (about two seconds), so that no question has to wait for it."""
    _detector()


def likelihoods(text: str, languages: frozenset[str]) -> dict[str, float]:
    """How likely the text is in each of these languages (`de`, `pt-BR`), summing to about 1.

    Languages the detector does not know share what a coin would give them.
    """
    if len(languages) <= 1:
        return dict.fromkeys(languages, 1.0)
    detector = _detector()
    known = {_base(language) for language in languages} & set(detector.languages)
    found = detector.likelihoods(text, sorted(known))
    chance = 1 / len(languages)
    return {language: float(found.get(_base(language), chance)) for language in languages}


def closest(language: str, languages: frozenset[str]) -> str | None:
    """The one of `languages` that is this language, or this language elsewhere (`pt-BR`, `pt`)."""
    if language in languages:
        return language
    same = sorted(other for other in languages if _base(other) == _base(language))
    return same[0] if same else None


def _base(language: str) -> str:
    return language.split("-", 1)[0].lower()


def speaks(model: str, language: str) -> bool:
    """Whether an embedding model is of use for texts in this language."""
    return _base(language) in MODEL_LANGUAGES.get(model, {_base(language)})


def spoken(model: str, language: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """`speaks` as a condition on a column."""
    known = MODEL_LANGUAGES.get(model)
    return true() if known is None else func.split_part(func.lower(language), "-", 1).in_(known)

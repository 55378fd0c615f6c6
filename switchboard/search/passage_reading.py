"""What a passage says, taken apart once: its words, prices, times, places, and what it excludes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from switchboard.search.places import places
from switchboard.search.tables import Row, rows_of
from switchboard.search.text_analysis import Terms

BEGUN = 0.2
"""How far a passage that begins with what is not so is about that."""

_REMEMBERED = 1_000
"""Passages whose reading is kept, at about 30 kB each."""

_CURRENCY = (
    r"€|\$|£|₹|¥|eur(?:os?)?|usd|gbp|chf|francs?|franken|dollars?|dólares?|pounds?|libras?|pfund"
)
_NUMBER = r"\d(?:[\d.,'’]{0,12}\d)?"
_PRICE = re.compile(
    rf"(?:{_CURRENCY})\s?{_NUMBER}|{_NUMBER}\s?(?:{_CURRENCY})(?!\w)|\d\s?%|"
    r"\b(?:free|for nothing|kostenlos|gratis|umsonst|frei|gratuit\w*|gratuito)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d{1,2}[:.h]\d{2}\b|(?<!\d)\d++(?:\s?[-–]\s?\d++)?\s(?:[\w-]++\s)?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?|minuten|stunden?|tagen?|werktagen?|wochen?|monaten?|jahren?|minutos|horas?|d[ií]as?|"
    r"semanas?|meses|mes|a[nñ]os?|heures?|jours?|semaines?|mois|ans?|ore|giorni|settimane|mesi|anni|"
    r"dagen|weken|maanden|jaar)\b|"
    r"\b(?:the )?same day|am selben tag|el mismo d[ií]a|sunday|sonntag|domingo|monday|montag|lunes|"
    r"\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
    re.IGNORECASE,
)
_REPAIR = re.compile(
    r"\b(?:re?par|mend(?:s|ed|ing)?\b|guarant|warrant|replac|garant|gewährleist|ersatz|ersetz|"
    r"reemplaz|sustitu|remplac|sostitu|substitu|vervang|herstel|défectu|defect|defekt|difett)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|never|cannot|can't|don't|doesn't|isn't|aren't|won't|neither|nor|without|except|"
    r"excluded|excludes|unless|nicht|kein\w*|nie|niemals|ausgenommen|ausgeschlossen|weder|nunca|"
    r"tampoco|ni|sin|excepto|salvo|ning[uú]n\w*|excluid\w*|pas|jamais|aucun\w*|sauf|exclu\w*|non|"
    r"mai|nessun\w*|tranne|não|nem|nenhum\w*|exceto|niet|geen|nooit|behalve)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as it is judged.

    Args:
        words, grams: the terms of its own text.
        heading_words, heading_grams: those of its headings.
        places: the countries it names, and the groups of countries; `denied`: those that it names
            only where it says "not".
        prices, times: whether it has one at all; `repairs`: whether it tells of repairs, guarantees
            or replacements.
        excludes: how far it is about what is not so: 1 where its heading says "not", `BEGUN` where
            only its first sentence does.
        rows: of its tables.
    """

    words: frozenset[str]
    grams: frozenset[str]
    heading_words: frozenset[str]
    heading_grams: frozenset[str]
    places: frozenset[str]
    denied: frozenset[str]
    prices: bool
    times: bool
    repairs: bool
    excludes: float
    rows: tuple[Row, ...]


@lru_cache(maxsize=_REMEMBERED)
def read(text: str, heading: str, language: str) -> Reading:
    """Take a passage (Markdown) of this language apart; what is asked often is read once."""
    own, above = Terms.of(text, language), Terms.of(heading, language)
    affirmed: set[str] = set()
    denied: set[str] = set()
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    for sentence in sentences:
        codes = {place.code for place in places(sentence, language)}
        (denied if says_not(sentence) else affirmed).update(codes)
    return Reading(
        frozenset(own.words),
        frozenset(own.grams),
        frozenset(above.words),
        frozenset(above.grams),
        frozenset(affirmed | denied),
        frozenset(denied - affirmed),
        has_price(text),
        has_time(text),
        _REPAIR.search(f"{heading}\n{text}") is not None,
        _exclusion(heading, sentences),
        rows_of(text, language),
    )


def _exclusion(heading: str, sentences: Sequence[str]) -> float:
    if says_not(heading):
        return 1.0
    return BEGUN if sentences and says_not(sentences[0]) else 0.0


def says_not(sentence: str) -> bool:
    """Whether a sentence denies or excludes something."""
    return _NOT.search(sentence.replace("’", "'")) is not None


def has_price(text: str) -> bool:
    """Whether a text states an amount of money, a percentage, or that something is free."""
    return _PRICE.search(text) is not None


def has_time(text: str) -> bool:
    """Whether a text states a time of day, a day or a duration."""
    return _TIME.search(text) is not None

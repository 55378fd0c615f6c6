"""What a passage says: its words, prices, times and places, and what it excludes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from switchboard.search.places import places
from switchboard.search.tables import Row, rows_of
from switchboard.search.text_analysis import distinct_words, prepared

BEGUN = 0.2
"""How far a passage that begins with what is not so is about that."""

MAX_CACHED = 2_000
"""How many analyzed passages a process caches, at about 10 kB each."""

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


@dataclass(frozen=True, eq=False)
class Reading:
    """A passage (Markdown) of a language as it is judged. Each part is computed when it is needed:
    most questions name no place and ask for no price."""

    text: str
    heading: str
    language: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The terms of its own text."""
        return distinct_words(self.text, self.language)

    @cached_property
    def grams(self) -> str:
        """A text that contains exactly the n-grams of its own text."""
        return prepared(self.text, self.language)[1]

    @cached_property
    def heading_words(self) -> frozenset[str]:
        """The terms of its headings."""
        return distinct_words(self.heading, self.language)

    @cached_property
    def heading_grams(self) -> str:
        """A text that contains exactly the n-grams of its headings."""
        return prepared(self.heading, self.language)[1]

    @cached_property
    def places(self) -> frozenset[str]:
        """The countries that it names, and the groups of countries."""
        return self._places[0] | self._places[1]

    @cached_property
    def denied(self) -> frozenset[str]:
        """Those that it only names in sentences that say "not"."""
        return self._places[1] - self._places[0]

    @cached_property
    def prices(self) -> bool:
        """Whether it states a price, see `has_price`."""
        return has_price(self.text)

    @cached_property
    def times(self) -> bool:
        """Whether it states a time, see `has_time`."""
        return has_time(self.text)

    @cached_property
    def repairs(self) -> bool:
        """Whether it is about repairs, guarantees or replacements."""
        return _REPAIR.search(f"{self.heading}\n{self.text}") is not None

    @cached_property
    def excludes(self) -> float:
        """How far it is about what is not so: 1 where its heading says "not", `BEGUN` where only
        its first sentence does."""
        if says_not(self.heading):
            return 1.0
        return BEGUN if self._sentences and says_not(self._sentences[0]) else 0.0

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of its tables."""
        return rows_of(self.text, self.language)

    @cached_property
    def _sentences(self) -> list[str]:
        return [sentence for sentence in _SENTENCE.split(self.text) if sentence.strip()]

    @cached_property
    def _places(self) -> tuple[frozenset[str], frozenset[str]]:
        """The places of sentences that affirm, and of those that deny."""
        affirmed: set[str] = set()
        denied: set[str] = set()
        for sentence in self._sentences:
            if codes := {place.code for place in places(sentence, self.language)}:
                (denied if says_not(sentence) else affirmed).update(codes)
        return frozenset(affirmed), frozenset(denied)


@lru_cache(maxsize=MAX_CACHED)
def read(text: str, heading: str, language: str) -> Reading:
    """The reading of a passage. Passages that are often read are analyzed once."""
    return Reading(text, heading, language)


def says_not(sentence: str) -> bool:
    """Whether a sentence denies or excludes something."""
    return _NOT.search(sentence.replace("’", "'")) is not None


def has_price(text: str) -> bool:
    """Whether a text states an amount of money, a percentage, or that something is free."""
    return _PRICE.search(text) is not None


def has_time(text: str) -> bool:
    """Whether a text states a time of day, a day or a duration."""
    return _TIME.search(text) is not None

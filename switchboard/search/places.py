"""Countries and large cities that a text names, and what they belong to.

The names are the Unicode consortium's (CLDR, by Babel), in the language of the text; the short
forms that people write instead stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from switchboard.core.text import fold

EU: Final = "EU"
_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU_MEMBERS: Final = frozenset(_MEMBERS.split())
"""The members of the European Union since 2020."""

_SHORT: Final = {
    "uk": "GB", "u.k": "GB", "gb": "GB", "great britain": "GB", "england": "GB", "britain": "GB",
    "scotland": "GB", "wales": "GB", "grossbritannien": "GB", "gran bretana": "GB",
    "inglaterra": "GB", "grande bretagne": "GB", "gran bretagna": "GB", "engeland": "GB",
    "usa": "US", "u.s.a": "US", "u.s": "US", "eeuu": "US", "ee.uu": "US", "ee uu": "US",
    "america": "US", "holland": "NL", "holanda": "NL", "eu": "EU", "ue": "EU",
    "european union": "EU", "europaischen union": "EU", "kanaren": "IC", "canarias": "IC",
    "czech republic": "CZ", "tschechische republik": "CZ", "turkey": "TR",
}  # fmt: skip
_NO_PLACES: Final = frozenset({"jersey", "man", "jan mayen", "world", "nice", "central"})
"""Names that nearly always mean something else; groups of the UN are left out by their codes."""

_CONTINENTS: Final = ("Europe/", "Asia/", "Africa/", "Australia/")
_AMERICAN = (
    "New_York Los_Angeles Chicago Toronto Vancouver Mexico_City Bogota Lima Buenos_Aires "
    "Sao_Paulo Santiago Caracas Havana"
)
_CITIES: Final = frozenset(f"America/{name}" for name in _AMERICAN.split())
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_LONGEST = 4
"""Words in the longest name that is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a group of them, where a text names it or one of its cities.

    Args:
        code: ISO 3166's of the country, or `EU`.
        start, end: where it stands in the text.
        city: whether one of its cities was named.
    """

    code: str
    start: int
    end: int
    city: bool = False

    @property
    def belongs_to(self) -> frozenset[str]:
        """The groups that contain it."""
        return frozenset({EU}) if self.code in EU_MEMBERS else frozenset()


@lru_cache(maxsize=4_000)
def places(text: str, language: str) -> tuple[Place, ...]:
    """What a text names, in its order; of names in one another the longest."""
    base = language.split("-", maxsplit=1)[0].lower()
    names, first_words = _names(base), _first_words(base)
    if _CJK.search(text):
        return _inside(text, names)
    words = [(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
    found: list[Place] = []
    at = 0
    while at < len(words):
        if words[at][0] not in first_words:
            at += 1
            continue
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            known = names.get(" ".join(word for word, _, _ in words[at : at + length]))
            if known is not None:
                code, city = known
                found.append(Place(code, words[at][1], words[at + length - 1][2], city))
                at += length
                break
        else:
            at += 1
    return tuple(found)


def _inside(text: str, names: dict[str, tuple[str, bool]]) -> tuple[Place, ...]:
    """Names in a text whose words are not separated."""
    folded = fold(text)
    found = [
        Place(code, folded.index(name), folded.index(name) + len(name), city)
        for name, (code, city) in names.items()
        if name in folded and _CJK.match(name)
    ]
    return tuple(sorted(found, key=lambda place: place.start))


@lru_cache(maxsize=32)
def _names(language: str) -> dict[str, tuple[str, bool]]:
    """Every name with its code, and whether it is a city's."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    names = {_folded(name): (code, True) for name, code in _cities(locale)}
    for code, name in locale.territories.items():
        if len(code) == 2 and code not in {"EZ", "UN"}:
            names[_folded(name)] = (code, False)
    names |= {name: (code, False) for name, code in _SHORT.items()}
    return {name: known for name, known in names.items() if name and name not in _NO_PLACES}


@lru_cache(maxsize=32)
def _first_words(language: str) -> frozenset[str]:
    """The words that a name begins with: most words of a text are none of them."""
    return frozenset(name.split(" ", 1)[0] for name in _names(language))


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(fold(name)))


def _cities(locale: Locale) -> list[tuple[str, str]]:
    """Cities that a time zone is named after, with their country."""
    found = []
    for zone, territory in get_global("zone_territories").items():
        if zone.startswith(_CONTINENTS) or zone in _CITIES:
            shown = locale.time_zones.get(zone)
            city = shown.get("city") if shown else None
            found.append((city or zone.rsplit("/", 1)[-1].replace("_", " "), territory))
    return found

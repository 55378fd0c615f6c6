"""The help center's own texts (`texts.json`), and dates and names of languages from the CLDR."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import orjson
from babel import Locale, UnknownLocaleError

FALLBACK = "en"
_TEXTS: dict[str, dict[str, str]] = orjson.loads(Path(__file__).with_suffix(".json").read_bytes())

_DATES = {
    "es": "{day} de {month} de {year}",
    "pt": "{day} de {month} de {year}",
    "de": "{day}. {month} {year}",
}
_FIRST_DAYS = {"fr": "1er", "it": "1º"}
"""The first day of a month, where it is written as an ordinal."""


def texts(language: str) -> dict[str, str]:
    """The interface's texts; in English where there are none in this language."""
    return _TEXTS[text_language(language)]


def text_language(language: str) -> str:
    """The language that `texts` are in."""
    base = language.split("-", maxsplit=1)[0].lower()
    return base if base in _TEXTS else FALLBACK


def date_in(language: str, year: int, month: int, day: int) -> str:
    """A date as people write it in the interface's language."""
    base = text_language(language)
    name = Locale(base).months["format"]["wide"][month]
    number = _FIRST_DAYS.get(base, day) if day == 1 else day
    return _DATES.get(base, "{day} {month} {year}").format(day=number, month=name, year=year)


@cache
def name_of(language: str) -> str:
    """What the language's speakers call it; its code where that is not known."""
    locale = _locale(language)
    name = locale and locale.get_language_name(locale)
    return name[:1].upper() + name[1:] if name else language


@cache
def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    locale = _locale(language)
    return str(locale.text_direction) if locale else "ltr"


def _locale(language: str) -> Locale | None:
    try:
        return Locale(language.split("-", maxsplit=1)[0].lower())
    except (UnknownLocaleError, ValueError):
        return None

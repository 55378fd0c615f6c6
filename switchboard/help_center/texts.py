"""What the help center's own words are, by language."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Final

from switchboard.help_center.translated import (
    DATES,
    DUTCH,
    FIRST,
    FRENCH,
    ITALIAN,
    MONTHS,
    POLISH,
    PORTUGUESE,
)

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})

FALLBACK = "en"

_EN: Final = {
    "help_center": "Help center",
    "search": "Search",
    "search_label": "Search the help center",
    "placeholder": "What are you looking for?",
    "results": "Results for “{q}”",
    "no_results": "Nothing found for “{q}”",
    "no_results_hint": "Try fewer or other words, or look through the topics below.",
    "all_articles": "All articles",
    "more": "All {count} articles",
    "no_articles": "There are no articles here yet.",
    "other_language": "In other languages",
    "updated": "Updated {date}",
    "on_this_page": "On this page",
    "helpful": "Was this helpful?",
    "yes": "Yes",
    "no": "No",
    "thanks": "Thank you for telling us.",
    "previous": "Previous",
    "next": "Next",
    "home": "Home",
    "language": "Language",
    "missing": "This page does not exist",
    "missing_hint": "It may have moved or been taken down. Search for it, or start from home.",
    "to_home": "Go to the help center",
    "skip": "Skip to the content",
    "links": "Links",
    "missing_center": "There is no help center at this address",
    "missing_center_hint": "Check the address, or ask the company you are looking for.",
    "suggestions": "{count} suggestions",
}

_ES: Final = {
    "help_center": "Centro de ayuda",
    "search": "Buscar",
    "search_label": "Buscar en el centro de ayuda",
    "placeholder": "¿Qué está buscando?",
    "results": "Resultados para «{q}»",
    "no_results": "No se encontró nada para «{q}»",
    "no_results_hint": "Pruebe con menos palabras o con otras, o consulte los temas de abajo.",
    "all_articles": "Todos los artículos",
    "more": "Los {count} artículos",
    "no_articles": "Aquí todavía no hay artículos.",
    "other_language": "En otros idiomas",
    "updated": "Actualizado el {date}",
    "on_this_page": "En esta página",
    "helpful": "¿Le ha sido útil?",
    "yes": "Sí",
    "no": "No",
    "thanks": "Gracias por decírnoslo.",
    "previous": "Anterior",
    "next": "Siguiente",
    "home": "Inicio",
    "language": "Idioma",
    "missing": "Esta página no existe",
    "missing_hint": "Puede que se haya movido o retirado. Búsquela, o empiece por el inicio.",
    "to_home": "Ir al centro de ayuda",
    "skip": "Saltar al contenido",
    "links": "Enlaces",
    "missing_center": "No hay ningún centro de ayuda en esta dirección",
    "missing_center_hint": "Compruebe la dirección o pregunte a la empresa que busca.",
    "suggestions": "{count} sugerencias",
}

_DE: Final = {
    "help_center": "Hilfe",
    "search": "Suchen",
    "search_label": "In der Hilfe suchen",
    "placeholder": "Wonach suchen Sie?",
    "results": "Ergebnisse für „{q}“",
    "no_results": "Nichts gefunden für „{q}“",
    "no_results_hint": "Versuchen Sie weniger oder andere Wörter, oder sehen Sie die Themen durch.",
    "all_articles": "Alle Artikel",
    "more": "Alle {count} Artikel",
    "no_articles": "Hier gibt es noch keine Artikel.",
    "other_language": "In anderen Sprachen",
    "updated": "Aktualisiert am {date}",
    "on_this_page": "Auf dieser Seite",
    "helpful": "War das hilfreich?",
    "yes": "Ja",
    "no": "Nein",
    "thanks": "Danke für die Rückmeldung.",
    "previous": "Vorheriger",
    "next": "Nächster",
    "home": "Startseite",
    "language": "Sprache",
    "missing": "Diese Seite gibt es nicht",
    "missing_hint": "Sie wurde vielleicht verschoben oder entfernt. Suchen Sie danach.",
    "to_home": "Zur Hilfe",
    "skip": "Zum Inhalt springen",
    "links": "Links",
    "missing_center": "Unter dieser Adresse gibt es keine Hilfe",
    "missing_center_hint": "Prüfen Sie die Adresse, oder fragen Sie das Unternehmen.",
    "suggestions": "{count} Vorschläge",
}

_TEXTS: Final = MappingProxyType(
    {
        "en": _EN,
        "es": _ES,
        "de": _DE,
        "fr": FRENCH,
        "it": ITALIAN,
        "pt": PORTUGUESE,
        "nl": DUTCH,
        "pl": POLISH,
    }
)

_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto"
    " septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    **MONTHS,
}
_DATES: Final = {
    "en": "{day} {month} {year}",
    "es": "{day} de {month} de {year}",
    "de": "{day}. {month} {year}",
    **DATES,
}

_NAMES: Final = {
    "ar": "العربية", "bg": "Български", "ca": "Català", "cs": "Čeština", "da": "Dansk",
    "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti",
    "fa": "فارسی", "fi": "Suomi", "fr": "Français", "he": "עברית", "hi": "हिन्दी",
    "hr": "Hrvatski", "hu": "Magyar", "id": "Indonesia", "it": "Italiano", "ja": "日本語",
    "ko": "한국어", "lt": "Lietuvių", "lv": "Latviešu", "nl": "Nederlands", "no": "Norsk",
    "nb": "Norsk", "pl": "Polski", "pt": "Português", "ro": "Română", "ru": "Русский",
    "sk": "Slovenčina", "sl": "Slovenščina", "sr": "Српски", "sv": "Svenska", "th": "ไทย",
    "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip


@cache
def texts(language: str) -> dict[str, str]:
    """The interface's texts; English where a language has none."""
    return dict(_TEXTS.get(_base(language), _TEXTS[FALLBACK]))


def spoken_in(language: str) -> str:
    """The language that `texts` are in."""
    return _base(language) if _base(language) in _TEXTS else FALLBACK


def date_in(language: str, year: int, month: int, day: int) -> str:
    """A day as people write it in the interface's language."""
    own = spoken_in(language)
    shown = FIRST.get(own, day) if day == 1 else day
    return _DATES[own].format(day=shown, month=_MONTHS[own].split()[month - 1], year=year)


def name_of(language: str) -> str:
    """What the language's speakers call it."""
    return _NAMES.get(language) or _NAMES.get(_base(language)) or language


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if _base(language) in RIGHT_TO_LEFT else "ltr"


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()

"""The help center's own texts, by language."""

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
    "no_results": "No results for “{q}”",
    "no_results_hint": "Try fewer or different words, or browse the topics below.",
    "all_articles": "All articles",
    "more": "All {count} articles",
    "no_articles": "No articles yet.",
    "other_language": "In other languages",
    "updated": "Updated {date}",
    "on_this_page": "On this page",
    "helpful": "Was this helpful?",
    "yes": "Yes",
    "no": "No",
    "thanks": "Thanks for your feedback.",
    "previous": "Previous",
    "next": "Next",
    "home": "Home",
    "language": "Language",
    "missing": "Page not found",
    "missing_hint": "This page may have moved or been removed. Try the search.",
    "to_home": "Go to the help center",
    "skip": "Skip to content",
    "links": "Links",
    "missing_center": "Help center not found",
    "missing_center_hint": "Check the address, or contact the company.",
    "suggestions": "{count} suggestions",
}

_ES: Final = {
    "help_center": "Centro de ayuda",
    "search": "Buscar",
    "search_label": "Buscar en el centro de ayuda",
    "placeholder": "¿Qué buscas?",
    "results": "Resultados para «{q}»",
    "no_results": "Sin resultados para «{q}»",
    "no_results_hint": "Prueba con otras palabras o consulta los temas de abajo.",
    "all_articles": "Todos los artículos",
    "more": "Los {count} artículos",
    "no_articles": "Aún no hay artículos.",
    "other_language": "En otros idiomas",
    "updated": "Actualizado el {date}",
    "on_this_page": "En esta página",
    "helpful": "¿Te ha sido útil?",
    "yes": "Sí",
    "no": "No",
    "thanks": "Gracias por tu opinión.",
    "previous": "Anterior",
    "next": "Siguiente",
    "home": "Inicio",
    "language": "Idioma",
    "missing": "Página no encontrada",
    "missing_hint": "Puede que esta página se haya movido o eliminado. Prueba a buscarla.",
    "to_home": "Ir al centro de ayuda",
    "skip": "Saltar al contenido",
    "links": "Enlaces",
    "missing_center": "Centro de ayuda no encontrado",
    "missing_center_hint": "Comprueba la dirección o contacta con la empresa.",
    "suggestions": "{count} sugerencias",
}

_DE: Final = {
    "help_center": "Hilfe-Center",
    "search": "Suchen",
    "search_label": "Hilfe-Center durchsuchen",
    "placeholder": "Wonach suchen Sie?",
    "results": "Ergebnisse für „{q}“",
    "no_results": "Keine Treffer für „{q}“",
    "no_results_hint": "Versuchen Sie andere Wörter oder sehen Sie sich die Themen unten an.",
    "all_articles": "Alle Artikel",
    "more": "Alle {count} Artikel",
    "no_articles": "Noch keine Artikel.",
    "other_language": "In anderen Sprachen",
    "updated": "Aktualisiert am {date}",
    "on_this_page": "Auf dieser Seite",
    "helpful": "War das hilfreich?",
    "yes": "Ja",
    "no": "Nein",
    "thanks": "Danke für Ihr Feedback.",
    "previous": "Vorheriger",
    "next": "Nächster",
    "home": "Startseite",
    "language": "Sprache",
    "missing": "Seite nicht gefunden",
    "missing_hint": "Sie wurde vielleicht verschoben oder entfernt. Nutzen Sie die Suche.",
    "to_home": "Zum Hilfe-Center",
    "skip": "Zum Inhalt springen",
    "links": "Links",
    "missing_center": "Hilfe-Center nicht gefunden",
    "missing_center_hint": "Prüfen Sie die Adresse oder kontaktieren Sie das Unternehmen.",
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

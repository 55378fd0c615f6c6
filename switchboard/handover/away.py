"""What a customer is told when people are away: when they are back, in the company's own time."""

from datetime import datetime
from typing import Final

_DAYS: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
_TODAY: Final = {
    "en": "Our team is away and will be back today at {clock} ({zone}).",
    "es": "Nuestro equipo no está disponible y vuelve hoy a las {clock} ({zone}).",
    "de": "Unser Team ist gerade nicht da und heute ab {clock} Uhr wieder erreichbar ({zone}).",
}
_LATER: Final = {
    "en": "Our team is away and will be back on {day} at {clock} ({zone}).",
    "es": "Nuestro equipo no está disponible y vuelve el {day} a las {clock} ({zone}).",
    "de": "Unser Team ist gerade nicht da und am {day} ab {clock} Uhr wieder erreichbar ({zone}).",
}
_UNKNOWN: Final = {
    "en": "Our team is away and will reply when they are back.",
    "es": "Nuestro equipo no está disponible y responderá cuando vuelva.",
    "de": "Unser Team ist gerade nicht da und antwortet, sobald es wieder erreichbar ist.",
}


def away_sentence(language: str | None, at: datetime, back: datetime | None) -> str:
    """When people are back, in the customer's language; others than ours get English.

    Args:
        at: now; back: when they are there again, in the company's time zone; None if unknown.
    """
    base = (language or "en").split("-", 1)[0].lower()
    base = base if base in _DAYS else "en"
    if back is None or (back - at).days >= 7:
        return _UNKNOWN[base]
    same_day = at.astimezone(back.tzinfo).date() == back.date()
    sentence = _TODAY[base] if same_day else _LATER[base]
    return sentence.format(
        day=_DAYS[base][back.weekday()], clock=f"{back:%H:%M}", zone=str(back.tzinfo)
    )

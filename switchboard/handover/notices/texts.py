"""Texts of notifications, in the languages of the console. Others fall back to English."""

from typing import Final

from switchboard.team.settings import NoticeKind

_TITLES: Final[dict[str, dict[NoticeKind, str]]] = {
    "en": {
        "assigned": "{who} assigned a conversation to you",
        "waiting": "{contact} is waiting for a reply",
        "mention": "{who} mentioned you",
        "reply": "{contact} replied to you",
    },
    "es": {
        "assigned": "{who} te asignó una conversación",
        "waiting": "{contact} espera respuesta",
        "mention": "{who} te mencionó",
        "reply": "{contact} te ha respondido",
    },
    "de": {
        "assigned": "{who} hat dir ein Gespräch zugewiesen",
        "waiting": "{contact} wartet auf eine Antwort",
        "mention": "{who} hat dich erwähnt",
        "reply": "{contact} hat dir geantwortet",
    },
}
_NAMELESS: Final = {"en": "A visitor", "es": "Un visitante", "de": "Ein Besucher"}
_SYSTEM: Final = "Switchboard"


def notice_title(kind: NoticeKind, locale: str | None, who: str | None, contact: str | None) -> str:
    """One line that says what happened."""
    language = locale if locale in _TITLES else "en"
    names = {"who": who or _SYSTEM, "contact": contact or _NAMELESS[language]}
    return _TITLES[language][kind].format(**names)

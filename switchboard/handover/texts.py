"""What a customer is told when a person takes over. Other languages fall back to English."""

from typing import Final

from switchboard.handover.reasons import Reason

_NEXT: Final = {
    "en": "A colleague will answer you right here; you can keep writing meanwhile.",
    "es": "Un compañero te responderá aquí mismo; mientras tanto puedes seguir escribiendo.",
    # German companies say "du" or "Sie": these sentences do without either.
    "de": "Ein Mensch aus unserem Team antwortet gleich hier; "
    "weitere Nachrichten sind inzwischen willkommen.",
}

_WHY: Final[dict[str, dict[Reason, str]]] = {
    "en": {
        Reason.ASKED_FOR_PERSON: "Of course, I'm passing this conversation to a person.",
        Reason.NOTHING_FOUND: "I found nothing about that in our help articles, and I won't guess.",
        Reason.NOT_SURE: "I'm not certain enough to give you a good answer to that.",
        Reason.NO_TEXT: "I can only read text, so a person will look at what you sent.",
        Reason.SAID_IT_TWICE: "I seem to be repeating myself, and that doesn't help you.",
        Reason.MODEL_HANDED_OVER: "That is better answered by a person.",
        Reason.BY_STAFF: "A person is taking over from here.",
    },
    "es": {
        Reason.ASKED_FOR_PERSON: "Por supuesto, paso esta conversación a una persona.",
        Reason.NOTHING_FOUND: "No he encontrado nada sobre eso en nuestros artículos de ayuda "
        "y no quiero adivinar.",
        Reason.NOT_SURE: "No estoy lo bastante seguro como para darte una buena respuesta.",
        Reason.NO_TEXT: "Solo puedo leer texto, así que una persona mirará lo que has enviado.",
        Reason.SAID_IT_TWICE: "Parece que me repito, y eso no te ayuda.",
        Reason.MODEL_HANDED_OVER: "Eso lo responderá mejor una persona.",
        Reason.BY_STAFF: "A partir de aquí te atiende una persona.",
    },
    "de": {
        Reason.ASKED_FOR_PERSON: "Natürlich, ich gebe dieses Gespräch an einen Menschen weiter.",
        Reason.NOTHING_FOUND: "Dazu habe ich in unseren Hilfeartikeln nichts gefunden, "
        "und raten möchte ich nicht.",
        Reason.NOT_SURE: "Ich bin mir nicht sicher genug, um das gut zu beantworten.",
        Reason.NO_TEXT: "Ich kann nur Text lesen; ein Mensch sieht sich die Nachricht an.",
        Reason.SAID_IT_TWICE: "Ich wiederhole mich offenbar, und das hilft nicht weiter.",
        Reason.MODEL_HANDED_OVER: "Das beantwortet besser ein Mensch.",
        Reason.BY_STAFF: "Ab hier übernimmt ein Mensch.",
    },
}

_FAULT: Final = {
    "en": "I couldn't get you a reliable answer just now; that is our fault, not yours.",
    "es": "Ahora mismo no he podido darte una respuesta fiable; es un fallo nuestro, no tuyo.",
    "de": "Eine verlässliche Antwort ist mir gerade nicht gelungen; das liegt an uns.",
}


def farewell(reason: Reason, language: str | None) -> str:
    """Why a person takes over and what happens next, in the customer's language."""
    base = (language or "en").split("-", 1)[0].lower()
    base = base if base in _WHY else "en"
    return f"{_WHY[base].get(reason, _FAULT[base])} {_NEXT[base]}"

"""What a customer is told when a person takes over. Other languages fall back to English."""

from typing import Final

from switchboard.handover.reasons import Reason

_NEXT: Final = {
    "en": "A colleague will reply here. Feel free to add details.",
    "es": "Un compañero te responderá aquí. Puedes añadir más detalles mientras tanto.",
    # German companies say "du" or "Sie": these sentences do without either.
    "de": "Jemand aus unserem Team antwortet hier. Weitere Angaben sind jederzeit willkommen.",
}

_WHY: Final[dict[str, dict[Reason, str]]] = {
    "en": {
        Reason.ASKED_FOR_PERSON: "Of course. I've asked our team to join.",
        Reason.NOTHING_FOUND: "I couldn't find a reliable answer in our help articles.",
        Reason.NOT_SURE: "I'm not sure enough about the answer.",
        Reason.NO_TEXT: "I can only read text, so our team will take a look.",
        Reason.SAID_IT_TWICE: "I don't want to repeat myself, so I've asked our team to help.",
        Reason.MODEL_HANDED_OVER: "Our team can help you better with this.",
        Reason.BY_STAFF: "Our team is taking over this conversation.",
    },
    "es": {
        Reason.ASKED_FOR_PERSON: "Por supuesto. He avisado a nuestro equipo.",
        Reason.NOTHING_FOUND: "No he encontrado una respuesta fiable en nuestros artículos "
        "de ayuda.",
        Reason.NOT_SURE: "No estoy lo bastante seguro de la respuesta.",
        Reason.NO_TEXT: "Solo puedo leer texto, así que nuestro equipo lo revisará.",
        Reason.SAID_IT_TWICE: "No quiero repetirme, así que he avisado a nuestro equipo.",
        Reason.MODEL_HANDED_OVER: "Nuestro equipo puede ayudarte mejor con esto.",
        Reason.BY_STAFF: "Nuestro equipo se hace cargo de esta conversación.",
    },
    "de": {
        Reason.ASKED_FOR_PERSON: "Natürlich. Ich habe unser Team benachrichtigt.",
        Reason.NOTHING_FOUND: "Dazu habe ich in unseren Hilfeartikeln keine verlässliche "
        "Antwort gefunden.",
        Reason.NOT_SURE: "Ich bin mir bei der Antwort nicht sicher genug.",
        Reason.NO_TEXT: "Ich kann nur Text lesen; unser Team sieht sich die Nachricht an.",
        Reason.SAID_IT_TWICE: "Ich möchte mich nicht wiederholen und habe unser Team gefragt.",
        Reason.MODEL_HANDED_OVER: "Hier kann unser Team besser helfen.",
        Reason.BY_STAFF: "Unser Team übernimmt dieses Gespräch.",
    },
}

_FAULT: Final = {
    "en": "Sorry, I couldn't answer that because of a problem on our side.",
    "es": "Lo siento, no he podido responder por un problema nuestro.",
    "de": "Leider konnte ich wegen eines Problems auf unserer Seite nicht antworten.",
}


def farewell(reason: Reason, language: str | None) -> str:
    """Why a person takes over and what happens next, in the customer's language."""
    base = (language or "en").split("-", 1)[0].lower()
    base = base if base in _WHY else "en"
    return f"{_WHY[base].get(reason, _FAULT[base])} {_NEXT[base]}"

"""The assistant's fixed sentences, by language. Other languages fall back to English."""

from typing import Final

_TEXTS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "offer_person": "I couldn't find a reliable answer to that in our help articles. "
        "Would you like me to ask a colleague?",
        "offer_yes": "Yes, ask a colleague",
        "offer_no": "No, thanks",
        "people_asked": "I don't have a reliable answer to that one either. Our team has your "
        "messages and will reply here.",
        "already_asked": "I've already asked our team. Someone will reply here.",
        "greeting": "Hello! How can I help you?",
        "acknowledged": "Great. Just write if you need anything else.",
        "thanks": "You're welcome! Just write if you need anything else.",
        "goodbye": "Goodbye, and have a great day!",
        "settled": "Glad to hear it! I'll close this conversation for now. "
        "You can write again at any time.",
        "who": "I'm {name}, an AI assistant. I answer questions using our help articles. "
        "If you'd rather talk to a person, just say so.",
        "quote": "From our article “{title}”:",
        "quote_foreign": "I only have this information in {language}. From our article “{title}”:",
        "clarify_two": "Did you mean “{first}” or “{second}”?",
        "clarify_one": "Did you mean “{first}”?",
        "rest_open": "I couldn't find a reliable answer to “{rest}”. "
        "If you'd like a person to answer, just say so.",
        "what_else": "What would you like to know?",
        "not_helped": "Sorry that didn't help. Could you tell me a little more? "
        "If you'd rather talk to a person, just say so.",
        "unclear": "I'm not sure I understand. What would you like to know?",
    },
    "es": {
        "offer_person": "No he encontrado una respuesta fiable en nuestros artículos de ayuda. "
        "¿Quieres que pregunte a un compañero?",
        "offer_yes": "Sí, pregunta a un compañero",
        "offer_no": "No, gracias",
        "people_asked": "Para eso tampoco tengo una respuesta fiable. Nuestro equipo tiene tus "
        "mensajes y te responderá aquí.",
        "already_asked": "Ya he avisado a nuestro equipo. Te responderán aquí.",
        "greeting": "¡Hola! ¿En qué puedo ayudarte?",
        "acknowledged": "Perfecto. Escríbenos si necesitas algo más.",
        "thanks": "¡De nada! Escríbenos si necesitas algo más.",
        "goodbye": "¡Hasta luego y que tengas un buen día!",
        "settled": "¡Me alegro! Cierro esta conversación por ahora. "
        "Puedes volver a escribir cuando quieras.",
        "who": "Soy {name}, un asistente de IA. Respondo con nuestros artículos de ayuda. "
        "Si prefieres hablar con una persona, dímelo.",
        "quote": "De nuestro artículo «{title}»:",
        "quote_foreign": "Solo tengo esta información en {language}. "
        "De nuestro artículo «{title}»:",
        "clarify_two": "¿Te refieres a «{first}» o a «{second}»?",
        "clarify_one": "¿Te refieres a «{first}»?",
        "rest_open": "No he encontrado una respuesta fiable a «{rest}». "
        "Si quieres que te responda una persona, dímelo.",
        "what_else": "¿Qué te gustaría saber?",
        "not_helped": "Siento que no te haya servido. ¿Puedes contarme algo más? "
        "Si prefieres hablar con una persona, dímelo.",
        "unclear": "No sé si te he entendido. ¿Qué te gustaría saber?",
    },
    # Companies address people as "du" or as "Sie": these sentences do without either.
    "de": {
        "offer_person": "Dazu habe ich in unseren Hilfeartikeln keine verlässliche Antwort "
        "gefunden. Soll ich jemanden aus dem Team fragen?",
        "offer_yes": "Ja, bitte fragen",
        "offer_no": "Nein, danke",
        "people_asked": "Auch dazu habe ich keine verlässliche Antwort. Unser Team hat alle "
        "Nachrichten und antwortet hier.",
        "already_asked": "Unser Team weiß schon Bescheid. Die Antwort kommt hier.",
        "greeting": "Hallo! Worum geht es?",
        "acknowledged": "Alles klar. Bei weiteren Fragen einfach schreiben.",
        "thanks": "Gern geschehen! Bei weiteren Fragen einfach schreiben.",
        "goodbye": "Auf Wiedersehen und einen schönen Tag!",
        "settled": "Das freut mich! Ich schließe das Gespräch vorerst; "
        "eine neue Nachricht öffnet es jederzeit wieder.",
        "who": "Ich bin {name}, ein KI-Assistent. Ich beantworte Fragen mithilfe unserer "
        "Hilfeartikel. Auf Wunsch antwortet jemand aus dem Team.",
        "quote": "Aus unserem Artikel „{title}“:",
        "quote_foreign": "Diese Information gibt es nur auf {language}. "
        "Aus unserem Artikel „{title}“:",
        "clarify_two": "Ist „{first}“ oder „{second}“ gemeint?",
        "clarify_one": "Ist „{first}“ gemeint?",
        "rest_open": "Zu „{rest}“ habe ich keine verlässliche Antwort gefunden. "
        "Auf Wunsch antwortet jemand aus dem Team.",
        "what_else": "Worum geht es?",
        "not_helped": "Schade, dass das nicht geholfen hat. Ein paar Details mehr würden mir "
        "helfen. Auf Wunsch antwortet jemand aus dem Team.",
        "unclear": "Das habe ich leider nicht verstanden. Worum geht es?",
    },
}

_LANGUAGE_NAMES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "en": "English",
        "es": "Spanish",
        "de": "German",
        "fr": "French",
        "it": "Italian",
        "pt": "Portuguese",
        "nl": "Dutch",
        "pl": "Polish",
        "tr": "Turkish",
        "ru": "Russian",
        "hi": "Hindi",
        "zh": "Chinese",
        "ja": "Japanese",
        "ko": "Korean",
        "ar": "Arabic",
    },
    "es": {
        "en": "inglés",
        "es": "español",
        "de": "alemán",
        "fr": "francés",
        "it": "italiano",
        "pt": "portugués",
        "nl": "neerlandés",
    },
    "de": {
        "en": "Englisch",
        "es": "Spanisch",
        "de": "Deutsch",
        "fr": "Französisch",
        "it": "Italienisch",
        "pt": "Portugiesisch",
        "nl": "Niederländisch",
    },
}


def say(key: str, language: str, /, **values: str) -> str:
    """The sentence in this language (`de-AT` speaks German), with its values put in."""
    catalog = _TEXTS.get(_base(language), _TEXTS["en"])
    return catalog[key].format_map(values)


def in_all_languages(key: str) -> list[str]:
    """The sentence in every language there is, for recognising it again."""
    return [catalog[key] for catalog in _TEXTS.values()]


def language_name(of: str, language: str) -> str:
    """What a language is called in another; its code where we have no name for it."""
    names = _LANGUAGE_NAMES.get(_base(language), _LANGUAGE_NAMES["en"])
    return names.get(_base(of)) or _LANGUAGE_NAMES["en"].get(_base(of)) or of


def _base(language: str) -> str:
    return language.split("-", 1)[0].lower()

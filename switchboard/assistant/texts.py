"""The assistant's fixed sentences, by language. Other languages fall back to English."""

from typing import Final

_TEXTS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "greeting": "Hello! How can I help you?",
        "acknowledged": "Good. If anything else comes up, just write.",
        "thanks": "You're welcome! If anything else comes up, just write.",
        "goodbye": "Goodbye, and have a good day!",
        "settled": "Good to hear! I'll close this for now; just write again whenever you like.",
        "who": "I'm {name}, an automated assistant: I answer from our help articles. "
        "If you would rather talk to a person, just say so.",
        "quote": "Our article “{title}” says:",
        "quote_foreign": "I only have this in {language}. Our article “{title}” says:",
        "clarify_two": "I found two articles that may fit. Do you mean “{first}” or “{second}”?",
        "clarify_one": "Did you mean “{first}”?",
        "rest_open": "I found no certain answer to “{rest}”. "
        "If you would like a person to answer it, just say so.",
        "what_else": "What would you like to know?",
        "not_helped": "Sorry that this wasn't it. What is missing? A few more words help me, "
        "or say so if you would rather talk to a person.",
        "unclear": "I'm not sure what you mean. What would you like to know?",
    },
    "es": {
        "greeting": "¡Hola! ¿En qué puedo ayudarte?",
        "acknowledged": "Bien. Si surge algo más, escríbenos.",
        "thanks": "¡De nada! Si surge algo más, escríbenos.",
        "goodbye": "¡Hasta luego, y que tengas un buen día!",
        "settled": "¡Me alegro! Cierro esta conversación por ahora; "
        "escribe de nuevo cuando quieras.",
        "who": "Soy {name}, un asistente automático: respondo con nuestros artículos de ayuda. "
        "Si prefieres hablar con una persona, dímelo.",
        "quote": "Nuestro artículo «{title}» dice:",
        "quote_foreign": "Solo tengo esta información en {language}. "
        "Nuestro artículo «{title}» dice:",
        "clarify_two": "He encontrado dos artículos que pueden encajar. "
        "¿Te refieres a «{first}» o a «{second}»?",
        "clarify_one": "¿Te refieres a «{first}»?",
        "rest_open": "No he encontrado una respuesta segura a «{rest}». "
        "Si quieres que te responda una persona, dímelo.",
        "what_else": "¿Qué te gustaría saber?",
        "not_helped": "Siento que no fuera eso. ¿Qué te falta? Con unas palabras más te entiendo "
        "mejor; si prefieres hablar con una persona, dímelo.",
        "unclear": "No estoy seguro de entenderte. ¿Qué te gustaría saber?",
    },
    # Companies address people as "du" or as "Sie": these sentences do without either.
    "de": {
        "greeting": "Hallo! Worum geht es?",
        "acknowledged": "Gut. Wenn noch etwas ist, einfach schreiben.",
        "thanks": "Gern geschehen! Wenn noch etwas ist, einfach schreiben.",
        "goodbye": "Auf Wiedersehen und einen schönen Tag!",
        "settled": "Das freut mich! Ich schließe das Gespräch vorerst; "
        "eine neue Nachricht öffnet es jederzeit wieder.",
        "who": "Ich bin {name}, ein automatischer Assistent, und antworte aus unseren "
        "Hilfeartikeln. Wenn lieber ein Mensch antworten soll, genügt ein Wort.",
        "quote": "In unserem Artikel „{title}“ steht:",
        "quote_foreign": "Das habe ich nur auf {language}. In unserem Artikel „{title}“ steht:",
        "clarify_two": "Ich habe zwei Artikel gefunden, die passen könnten. "
        "Ist „{first}“ oder „{second}“ gemeint?",
        "clarify_one": "Ist „{first}“ gemeint?",
        "rest_open": "Zu „{rest}“ habe ich keine sichere Antwort gefunden. "
        "Wenn ein Mensch antworten soll, genügt ein Wort.",
        "what_else": "Worum geht es?",
        "not_helped": "Schade, das war es also nicht. Was fehlt? Ein paar Worte mehr helfen mir; "
        "wenn lieber ein Mensch antworten soll, genügt ein Wort.",
        "unclear": "Das habe ich nicht verstanden. Worum geht es?",
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


def language_name(of: str, language: str) -> str:
    """What a language is called in another; its code where we have no name for it."""
    names = _LANGUAGE_NAMES.get(_base(language), _LANGUAGE_NAMES["en"])
    return names.get(_base(of)) or _LANGUAGE_NAMES["en"].get(_base(of)) or of


def _base(language: str) -> str:
    return language.split("-", 1)[0].lower()

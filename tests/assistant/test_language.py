"""The conversation's language stays until the customer clearly changes it."""

import pytest

from switchboard.assistant.language import choose, is_other_language

LANGUAGES = ("en", "es", "de")


def chosen(*texts: str, known: str | None = None, hint: str | None = None) -> str:
    return choose(texts, languages=LANGUAGES, default="en", known=known, hint=hint)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How long do I have to send something back?", "en"),
        ("¿Cuánto tiempo tengo para devolver algo?", "es"),
        ("Wie lange kann ich etwas zurückschicken?", "de"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert chosen(text) == language


@pytest.mark.parametrize("text", ["ok", "Hallo", "order 12345", "???", "https://example.com/de/ja"])
def test_a_short_text_keeps_the_known_language(text: str) -> None:
    assert chosen(text, known="es") == "es"


def test_a_clear_sentence_changes_the_language() -> None:
    assert chosen("Können Sie mir bitte auf Deutsch antworten?", known="es") == "de"


def test_a_short_beginning_takes_the_browsers_language() -> None:
    assert chosen("hi", hint="de-AT") == "de"
    assert chosen("hi", hint="fr") == "en"


def test_a_burst_is_judged_as_a_whole() -> None:
    assert chosen("hola", "compré una lámpara", "¿puedo devolverla?", known="en") == "es"


def test_an_answer_in_another_language_is_noticed() -> None:
    german = "Sie können den Artikel innerhalb von dreißig Tagen zurückschicken."
    assert is_other_language(german, "en", LANGUAGES)
    assert not is_other_language(german, "de", LANGUAGES)
    assert not is_other_language("30 €", "en", LANGUAGES)

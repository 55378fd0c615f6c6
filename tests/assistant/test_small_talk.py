"""Courtesies are recognised only when a message is nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.assistant.small_talk import Courtesy, recognise


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Hi!", Courtesy.GREETING, "en"),
        ("hello there :)", Courtesy.GREETING, "en"),
        ("Hola, buenas tardes", Courtesy.GREETING, "es"),
        ("Guten Tag", Courtesy.GREETING, "de"),
        ("ok thanks a lot!", Courtesy.THANKS, "en"),
        ("Vielen Dank für die Hilfe", Courtesy.THANKS, "de"),
        ("muchas gracias", Courtesy.THANKS, "es"),
        ("👍", Courtesy.THANKS, None),
        ("ok", Courtesy.ACKNOWLEDGED, None),
        ("thanks, that's all", Courtesy.SETTLED, "en"),
        ("Danke, das war's", Courtesy.SETTLED, "de"),
        ("thank you, bye!", Courtesy.GOODBYE, "en"),
        ("Tschüss", Courtesy.GOODBYE, "de"),
    ],
)
def test_courtesies(text: str, kind: Courtesy, language: str | None) -> None:
    found = recognise([text])
    assert found is not None
    assert (found.kind, found.language) == (kind, language)


def test_a_burst_of_courtesies_is_one() -> None:
    found = recognise(["hi", "thanks", "bye"])
    assert found is not None
    assert found.kind is Courtesy.GOODBYE


@pytest.mark.parametrize(
    "text",
    [
        "hi, where is my parcel",
        "thanks but it is still broken",
        "hello? is it free?",
        "gracias, pero no funciona",
        "",
        "???",
        "good lamps",
    ],
)
def test_anything_else_is_no_small_talk(text: str) -> None:
    assert recognise([text]) is None


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_messages_can_be_asked_about(texts: list[str]) -> None:
    recognise(texts)

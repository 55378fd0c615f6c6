"""Which language a question is in, of those there are articles in."""

import pytest

from switchboard.knowledge.language import closest, likelihoods, speaks

SHOP = frozenset({"en", "es", "de"})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how long do I have to send something back?", "en"),
        ("¿Cuánto tiempo tengo para devolver algo?", "es"),
        ("Wo ist mein Paket?", "de"),
    ],
)
def test_the_language_of_a_question_is_seen(text: str, language: str) -> None:
    found = likelihoods(text, SHOP)
    assert max(found, key=lambda name: found[name]) == language
    assert found.keys() == SHOP


def test_one_language_needs_no_guess() -> None:
    assert likelihoods("wherever", frozenset({"de"})) == {"de": 1.0}
    assert likelihoods("wherever", frozenset()) == {}


def test_languages_the_detector_does_not_know_are_possible() -> None:
    assert likelihoods("hello", frozenset({"xx", "yy"})) == {"xx": 0.5, "yy": 0.5}


def test_a_region_does_not_hide_the_language() -> None:
    assert closest("pt-BR", frozenset({"pt", "en"})) == "pt"
    assert closest("pt", frozenset({"pt-BR", "en"})) == "pt-BR"
    assert closest("fr", frozenset({"pt", "en"})) is None
    found = likelihoods("Wo ist mein Paket?", frozenset({"en", "de-AT"}))
    assert found["de-AT"] > 0.9


def test_a_model_may_understand_some_languages_only() -> None:
    assert speaks("all-MiniLM-L6-v2", "en-GB")
    assert not speaks("all-MiniLM-L6-v2", "de")
    assert speaks("text-embedding-9", "de")

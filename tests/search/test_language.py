"""Which language a question is in, of those there are articles in."""

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from switchboard.search.detector import Detector
from switchboard.search.language import closest, likelihoods, speaks

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


@pytest.mark.parametrize("text", ["", " ", "?!", "\ud800", "🙂", "a" * 2000])
def test_any_text_has_likelihoods(text: str) -> None:
    assert sum(likelihoods(text, SHOP).values()) == pytest.approx(1)


def test_the_detector_reads_as_the_model_was_trained_to_be_read() -> None:
    """Its tables find in a text what the library's own automaton finds."""
    library = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    library.set_languages(["de", "en", "hi", "zh"])
    ours = Detector.load()
    for text in ("Wo ist mein Paket?", "where is it", "मेरा पार्सल कहाँ है", "我的包裹在哪里", "OK"):
        theirs = dict(library.rank(f" {text.lower() if text.isupper() else text} "))
        found = ours.likelihoods(text, ["de", "en", "hi", "zh"])
        assert max(found, key=lambda one: found[one]) == max(theirs, key=lambda one: theirs[one])
        assert found == pytest.approx(theirs, abs=0.05)

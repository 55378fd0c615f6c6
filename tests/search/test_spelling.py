"""Typing errors are corrected by the words that articles use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.spelling import Vocabulary

WORDS = Vocabulary(
    [
        "Where is my order?",
        "How to return a jacket",
        "Horario de la tienda",
        "Öffnungszeiten",
        "送货",
        "New hiking boots, made in Austria",
    ],
    "en",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whre is my ordr", "where is my order"),
        ("how to retrun a jaket", "how to return a jacket"),
        ("orario de la teinda", "horario de la tienda"),
        ("öfnungszeitn", "öffnungszeiten"),
    ],
)
def test_errors_are_corrected(typed: str, meant: str) -> None:
    assert WORDS.corrected(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "where is my order",
        "my dog",
        "the capital of Australia",
        "kayaks and bicycles",
        "送货上门",
        "",
        "4711",
        "x" * 5_000,
    ],
)
def test_what_is_right_or_unknown_stays(text: str) -> None:
    assert WORDS.corrected(text) is None


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    WORDS.corrected(text)

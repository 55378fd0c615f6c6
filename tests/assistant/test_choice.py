"""The answer to a question back picks an option, refuses both, or says something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.assistant.choice import NEITHER, choose

TITLES = ["Returning something", "Warranty on lamps"]


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("1", 0),
        ("the first one", 0),
        ("El primero", 0),
        ("das zweite", 1),
        ("second!", 1),
        ("Returning something", 0),
        ("warranty on lamps please", 1),
        ("neither", NEITHER),
        ("nein", NEITHER),
        ("how long does shipping take?", None),
        ("yes", None),
    ],
)
def test_two_options(text: str, picked: int | None) -> None:
    assert choose(text, TITLES) == picked


@pytest.mark.parametrize(("text", "picked"), [("yes", 0), ("Ja!", 0), ("sí", 0), ("no", NEITHER)])
def test_one_option(text: str, picked: int) -> None:
    assert choose(text, TITLES[:1]) == picked


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3))
def test_it_never_picks_what_is_not_there(text: str, titles: list[str]) -> None:
    picked = choose(text, titles)
    assert picked is None or picked == NEITHER or 0 <= picked < len(titles)

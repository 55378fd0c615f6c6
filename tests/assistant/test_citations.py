"""Markers become sources; the customer never sees one, not even a half-written one."""

import pytest

from switchboard.assistant.citations import cited, supporting, without_markers


def test_passages_are_named_once_in_order() -> None:
    assert cited("A [2], b [1][2] and c [1, 3].", 3) == [1, 0, 2]


def test_markers_beyond_the_passages_name_nothing() -> None:
    assert cited("A [7] [0]", 3) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("30 days [1].", "30 days."),
        ("30 days [1][2], free [3]", "30 days, free"),
        ("30 days [1", "30 days"),
        ("30 days [", "30 days"),
        ("A [link](https://a.test)", "A [link](https://a.test)"),
        ("A [1](x)", "A [1](x)"),
    ],
)
def test_markers_are_not_shown(written: str, read: str) -> None:
    assert without_markers(written) == read


def test_an_uncited_answer_rests_on_the_passage_that_has_its_words() -> None:
    passages = ["Shipping takes three days.", "Returns are free within thirty days."]
    assert supporting("Returning is free within thirty days", passages, 0.5) == [1]
    assert supporting("Elephants", passages, 0.5) == []

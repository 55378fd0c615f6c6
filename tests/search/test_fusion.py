"""Reciprocal rank fusion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.fusion import fuse

RANKING = st.lists(st.sampled_from("abcdefgh"), unique=True)


def test_first_everywhere_scores_one() -> None:
    name, score = fuse({"lexical": ["a", "b"], "dense": ["a"]})[0]
    assert name == "a"
    assert score == pytest.approx(1.0)


def test_two_legs_beat_one() -> None:
    assert [found for found, _ in fuse({"x": ["a", "b"], "y": ["c", "b"]})] == ["b", "a", "c"]


def test_a_leg_that_weighs_more_decides() -> None:
    assert fuse({"x": ["a"], "y": ["b"]}, {"x": 0.2})[0][0] == "b"


def test_nothing_gives_nothing() -> None:
    assert fuse({}) == fuse({"x": []}) == []


@given(st.dictionaries(st.sampled_from(["x", "y", "z"]), RANKING))
def test_every_id_comes_once_and_in_order(rankings: dict[str, list[str]]) -> None:
    found = fuse(rankings)
    scores = [score for _, score in found]
    assert sorted(name for name, _ in found) == sorted({i for r in rankings.values() for i in r})
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.0000001 for score in scores)

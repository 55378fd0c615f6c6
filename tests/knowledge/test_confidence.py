"""Confidence and decision, from evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.knowledge.confidence import ANSWER, Evidence, confidence, decide, score

SHARE = st.floats(0, 2.2)
DENSE = st.builds(Evidence, SHARE, SHARE, st.floats(-1, 1), st.floats(-1, 1))
LEXICAL = st.builds(Evidence, SHARE, SHARE, st.none(), st.none())
STRONG = Evidence(1.2, 1.0, 0.8, 0.9)
WEAK = Evidence(0.1, 0.1, 0.1, 0.1)


def test_a_clear_first_place_is_an_answer() -> None:
    found = [STRONG, WEAK]
    assert decide(found, confidence(found)) == "answer"


def test_weak_evidence_is_a_handover() -> None:
    found = [WEAK, WEAK]
    assert decide(found, confidence(found)) == "handover"


def test_nothing_is_a_handover() -> None:
    assert confidence([]) == 0
    assert decide([], 0) == "handover"


def test_two_alike_in_the_middle_are_asked_back_about() -> None:
    assert decide([STRONG, STRONG], ANSWER - 0.01) == "clarify"
    assert decide([STRONG, WEAK], ANSWER - 0.01) == "handover"


def test_two_that_cannot_be_told_apart_are_asked_back_about_however_well_they_fit() -> None:
    assert decide([STRONG, STRONG], 0.99) == "clarify"


@given(st.one_of(st.lists(DENSE, max_size=4), st.lists(LEXICAL, max_size=4)))
def test_confidence_is_a_probability(found: list[Evidence]) -> None:
    ordered = sorted(found, key=lambda evidence: -evidence.weight)
    assert 0 <= confidence(ordered) <= 1


@given(st.one_of(st.tuples(DENSE, DENSE), st.tuples(LEXICAL, LEXICAL)))
def test_more_evidence_and_a_greater_lead_never_make_less_sure(
    pair: tuple[Evidence, Evidence],
) -> None:
    first, second = sorted(pair, key=lambda evidence: -evidence.weight)
    assert confidence([first, second]) <= confidence([first])
    assert score(second) <= score(first) <= confidence([first]) + 1e-12


def test_legs_are_named_and_shown_between_0_and_1() -> None:
    assert STRONG.legs() == {"lexical": 1.0, "question": 1.0, "dense": 0.9}
    assert Evidence(0.5, 0.25, None, None).legs() == {"lexical": 0.5, "question": 0.25}
    assert pytest.approx(0.9) == STRONG.legs()["dense"]

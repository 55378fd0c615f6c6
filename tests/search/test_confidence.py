"""Confidence and decision, from evidence."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.search.confidence import (
    ANSWER,
    CLOSE,
    OFFERED,
    UNLEARNED,
    Evidence,
    confidence,
    decide,
    parts,
    scores,
    shares,
)

SHARE = st.floats(0, 2.2)
MARGIN = st.floats(-3, 3)
COSINE = st.floats(-1, 1)
COVERAGE = st.floats(0, 1)
LEGS = (
    st.builds(Evidence, SHARE, SHARE, COSINE, COSINE, MARGIN, COVERAGE),
    st.builds(Evidence, SHARE, SHARE, COSINE, COSINE, st.none(), COVERAGE),
    st.builds(Evidence, SHARE, SHARE, st.none(), st.none(), MARGIN, COVERAGE),
    st.builds(Evidence, SHARE, SHARE, st.none(), st.none(), st.none(), COVERAGE),
)
STRONG = Evidence(1.2, 1.0, 0.8, 0.9, 0.9)
WEAK = Evidence(0.1, 0.1, 0.1, 0.1, -0.9, 0.2)


def test_a_clear_first_place_is_an_answer() -> None:
    found = [STRONG, WEAK]
    assert decide(found, confidence(found)) == "answer"


def test_weak_evidence_is_a_handover() -> None:
    found = [WEAK, WEAK]
    assert decide(found, confidence(found)) == "handover"


def test_nothing_is_a_handover() -> None:
    assert confidence([]) == 0
    assert decide([], 0) == "handover"


def test_two_of_which_one_answers_are_asked_back_about() -> None:
    assert decide([STRONG, STRONG], ANSWER - 0.01) == "clarify"
    assert decide([STRONG, WEAK], OFFERED - 0.01) == "handover"
    assert decide([STRONG, STRONG], 0.2) == "handover"


def test_one_that_may_well_be_meant_is_offered() -> None:
    assert decide([STRONG, WEAK], ANSWER - 0.01) == "clarify"
    assert decide([STRONG], OFFERED) == "clarify"
    assert decide([STRONG], OFFERED - 0.01) == "handover"


def test_two_that_cannot_be_told_apart_are_asked_back_about_however_well_they_fit() -> None:
    assert decide([STRONG, STRONG], 0.99) == "clarify"


def test_how_close_is_close_enough_to_ask_back() -> None:
    for lead, expected in ((0.0, "clarify"), (CLOSE * 2, "handover")):
        behind = Evidence(STRONG.lexical - lead / STRONG.weights.lexical, 1.0, 0.8, 0.9, 0.9)
        assert decide([STRONG, behind], OFFERED - 0.01) == expected


@given(st.one_of(*(st.lists(legs, max_size=4) for legs in LEGS)))
def test_confidence_is_a_probability_made_of_its_parts(found: list[Evidence]) -> None:
    ordered = sorted(found, key=lambda evidence: -evidence.weight)
    sure = confidence(ordered)
    assert 0 <= sure <= 1
    if ordered:
        logit = sum(part.adds for part in parts(ordered))
        assert sure <= 1 / (1 + math.exp(-logit)) + 1e-12


@given(st.one_of(*(st.tuples(legs, legs) for legs in LEGS)))
def test_more_evidence_and_a_greater_lead_never_make_less_sure(
    pair: tuple[Evidence, Evidence],
) -> None:
    first, second = sorted(pair, key=lambda evidence: -evidence.weight)
    better = Evidence(
        first.lexical + 0.1,
        first.question,
        first.dense_passage,
        first.dense_question,
        first.head,
        first.coverage,
        first.told,
    )
    assert confidence([first, second]) <= confidence([better, second]) + 1e-12


@given(st.one_of(*(st.lists(legs, min_size=1, max_size=4) for legs in LEGS)))
def test_scores_fall_from_the_confidence_by_share(found: list[Evidence]) -> None:
    ordered = sorted(found, key=lambda evidence: -evidence.weight)
    own = scores(ordered, 0.8)
    assert own[0] == pytest.approx(0.8)
    assert own == sorted(own, reverse=True)
    assert sum(shares(ordered)) == pytest.approx(1)


def test_legs_are_named_and_shown_between_0_and_1() -> None:
    assert STRONG.legs() == {"lexical": 1.0, "question": 1.0, "dense": 0.9, "head": 0.95}
    assert Evidence(0.5, 0.25).legs() == {"lexical": 0.5, "question": 0.25}
    assert Evidence(0.5, 0.25, head=UNLEARNED).legs() == Evidence(0.5, 0.25).legs()

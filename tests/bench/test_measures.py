"""What an exam's answers are worth, on answers made by hand."""

import pytest

from bench.measures import (
    Answered,
    accuracy,
    auroc,
    best_mcc,
    calibration_error,
    correlation,
    mcc,
    reliability,
)

RIGHT = Answered("a", "a", 0.9, "answer")
WRONG = Answered("b", "a", 0.6, "answer")
UNSURE = Answered("b", "b", 0.3, "handover")
OUTSIDE = Answered(None, "a", 0.3, "handover")


def test_accuracy_counts_questions_in_scope_only() -> None:
    assert accuracy([RIGHT, WRONG, UNSURE, OUTSIDE]) == pytest.approx(2 / 3)


def test_auroc_is_the_share_of_pairs_in_order_and_ties_count_half() -> None:
    assert auroc([RIGHT, WRONG, OUTSIDE]) == 1
    assert auroc([RIGHT, UNSURE, OUTSIDE]) == 0.75


def test_correlation_is_that_of_two_classes_where_there_are_two() -> None:
    wanted = ["x", "x", "x", None, None, None]
    said = ["x", "x", None, None, None, "x"]
    assert correlation(wanted, wanted) == pytest.approx(1)
    assert correlation(wanted, said) == pytest.approx((2 * 2 - 1 * 1) / 9)
    assert correlation(wanted, [None] * 6) == 0


def test_a_threshold_decides_what_is_said() -> None:
    answered = [RIGHT, OUTSIDE]
    assert mcc(answered, 0.5) == pytest.approx(1)
    assert mcc(answered, 0.2) < 1
    assert best_mcc(answered)[0] == pytest.approx(1)


def test_calibration_error_is_the_distance_of_confidence_from_what_is_right() -> None:
    half = [Answered("a", found, 0.5, "answer") for found in ("a", "b")]
    assert calibration_error(half) == pytest.approx(0)
    assert calibration_error([WRONG]) == pytest.approx(0.6)
    assert reliability([RIGHT, WRONG])[0] == {
        "from": 0.6,
        "count": 1,
        "confidence": 0.6,
        "right": 0.0,
    }

"""What an exam's answers are worth: accuracy, and how well confidence tells right from wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.report import Figures

BINS = 10
OUT_OF_SCOPE = None
"""The answer to a question that no article answers."""


@dataclass(frozen=True)
class Answered:
    """One question of an exam.

    Args:
        wanted: the article that answers; None: there is none.
        found: the first article found; None: nothing was.
    """

    wanted: str | None
    found: str | None
    confidence: float
    decision: str

    @property
    def right(self) -> bool:
        """Whether the first article answers."""
        return self.wanted is not OUT_OF_SCOPE and self.found == self.wanted

    def said(self, threshold: float) -> str | None:
        """The article given as the answer, if only confidence decided."""
        return self.found if self.confidence >= threshold else None


def accuracy(answered: Sequence[Answered]) -> float:
    """The share of the questions in scope whose first article answers."""
    inside = [one.right for one in answered if one.wanted is not OUT_OF_SCOPE]
    return float(np.mean(inside)) if inside else 0.0


def auroc(answered: Sequence[Answered]) -> float:
    """How likely a question in scope has a higher confidence than one out of scope.

    The rank sum of Mann and Whitney; questions of equal confidence count half.
    """
    inside = np.array([one.confidence for one in answered if one.wanted is not OUT_OF_SCOPE])
    outside = np.array([one.confidence for one in answered if one.wanted is OUT_OF_SCOPE])
    if not len(inside) or not len(outside):
        return 0.0
    order = np.sort(outside)
    below = np.searchsorted(order, inside, "left") + np.searchsorted(order, inside, "right")
    return float(below.mean() / 2 / len(outside))


def correlation(wanted: Sequence[str | None], said: Sequence[str | None]) -> float:
    """Matthews' correlation coefficient for many classes (Gorodkin 2004); None is one of them."""
    names = {name: number for number, name in enumerate({*wanted, *said})}
    table = np.zeros((len(names), len(names)))
    np.add.at(table, ([names[one] for one in wanted], [names[one] for one in said]), 1)
    total, right = table.sum(), np.trace(table)
    true, given = table.sum(axis=1), table.sum(axis=0)
    spread = np.sqrt((total**2 - given @ given) * (total**2 - true @ true))
    return float((right * total - true @ given) / spread) if spread else 0.0


def mcc(answered: Sequence[Answered], threshold: float) -> float:
    """The correlation when every article at least as sure as the threshold is given."""
    return correlation([one.wanted for one in answered], [one.said(threshold) for one in answered])


def best_mcc(answered: Sequence[Answered]) -> tuple[float, float]:
    """The highest correlation of any threshold in steps of 0.01, and that threshold."""
    tried = [(mcc(answered, step / 100), step / 100) for step in range(101)]
    return max(tried)


def reliability(answered: Sequence[Answered]) -> list[Figures]:
    """Of the answers with like confidence: how many, how sure, and how many of them are right."""
    bins: list[list[Answered]] = [[] for _ in range(BINS)]
    for one in answered:
        bins[min(int(one.confidence * BINS), BINS - 1)].append(one)
    return [
        {
            "from": number / BINS,
            "count": len(own),
            "confidence": round(float(np.mean([one.confidence for one in own])), 3),
            "right": round(float(np.mean([one.right for one in own])), 3),
        }
        for number, own in enumerate(bins)
        if own
    ]


def calibration_error(answered: Sequence[Answered]) -> float:
    """Expected calibration error: the mean distance of confidence from the share that is right."""
    bins = reliability(answered)
    apart = sum(own["count"] * abs(own["confidence"] - own["right"]) for own in bins)
    return float(apart / max(len(answered), 1))


def decisions(answered: Sequence[Answered]) -> Figures:
    """What was decided, how often, and how often what was given as the answer was right."""
    given = [one.right for one in answered if one.decision == "answer"]
    counted = {
        name: round(sum(one.decision == name for one in answered) / max(len(answered), 1), 4)
        for name in ("answer", "clarify", "handover")
    }
    return counted | {"right_when_answered": round(float(np.mean(given)), 4) if given else None}

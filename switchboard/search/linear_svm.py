"""A linear classifier, one against all others, fitted by squared hinge loss.

For every class a weight per column such that its own rows score at least 1 and all others at
most -1 (a linear support vector machine: Fan et al., LIBLINEAR, JMLR 2008), found by L-BFGS
(Nocedal and Wright, Numerical Optimization, algorithm 7.5) for all classes at once. Rare classes
count as much as frequent ones. The result depends on nothing but its arguments.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from switchboard.search.text_analysis import Floats

NOBODY = -1
"""The class of a row that belongs to none: everybody's counterexample."""

STEPS = 25
GOOD_ENOUGH = 3e-3
"""Training ends when a step gains less than this share of the loss."""

_REMEMBERED = 5
_LEAST_WEIGHT, _MOST_WEIGHT = 0.2, 5.0

_Step = tuple[Floats, Floats, float]


def fit(rows: Floats, classes: npt.NDArray[np.int64], count: int) -> Floats:
    """The weights (columns, classes): `rows @ weights` are the margins.

    Args:
        rows: one per example; a column of ones is the constant.
        classes: the class of each row, from 0 to `count` - 1, or NOBODY.
    """
    loss = _Loss(rows, classes, count)
    weights = np.zeros((rows.shape[1], count), np.float32)
    value, slope = loss(weights)
    steps: list[_Step] = []
    for _ in range(STEPS):
        direction = _direction(slope, steps, len(rows))
        moved, better, new_slope = _line_search(loss, weights, value, slope, direction)
        step, bend = moved - weights, new_slope - slope
        curve = float(np.vdot(step, bend))
        if curve > 0:
            steps = [*steps, (step, bend, 1 / curve)][-_REMEMBERED:]
        gain, weights, value, slope = value - better, moved, better, new_slope
        if gain < GOOD_ENOUGH * value:
            break
    return weights


class _Loss:
    """Squared hinge loss plus half the squared length of the weights, and its slope."""

    def __init__(self, rows: Floats, classes: npt.NDArray[np.int64], count: int) -> None:
        self._rows = rows
        self._signs = np.full((len(rows), count), -1, np.float32)
        own = np.flatnonzero(classes != NOBODY)
        self._signs[own, classes[own]] = 1
        sizes = np.maximum(np.bincount(classes[own], minlength=count), 1)
        weight = np.clip(sizes.mean() / sizes, _LEAST_WEIGHT, _MOST_WEIGHT).astype(np.float32)
        self._worth = np.ones((len(rows), count), np.float32)
        self._worth[own, classes[own]] = weight[classes[own]]

    def __call__(self, weights: Floats) -> tuple[float, Floats]:
        missing = np.maximum(1 - self._signs * (self._rows @ weights), 0)
        owed = self._worth * missing
        value = float(np.vdot(owed, missing)) + float(np.vdot(weights, weights)) / 2
        owed *= self._signs
        return value, weights - 2 * (self._rows.T @ owed)


def _direction(slope: Floats, steps: Sequence[_Step], examples: int) -> Floats:
    """Downhill, with the curvature the last steps have shown."""
    direction = slope.copy()
    shares = []
    for step, bend, inverse in reversed(steps):
        share = np.float32(inverse * np.vdot(step, direction))
        direction -= share * bend
        shares.append(share)
    if steps:
        _, bend, inverse = steps[-1]
        direction *= np.float32(1 / (inverse * np.vdot(bend, bend)))
    else:
        direction *= np.float32(0.5 / np.sqrt(examples))
    for (step, bend, inverse), share in zip(steps, reversed(shares), strict=True):
        direction += (share - np.float32(inverse * np.vdot(bend, direction))) * step
    return -direction


def _line_search(
    loss: _Loss, weights: Floats, value: float, slope: Floats, direction: Floats
) -> tuple[Floats, float, Floats]:
    """The first of ever shorter steps that leads down far enough (Armijo's rule)."""
    fall = float(np.vdot(slope, direction))
    length = 1.0
    while True:
        moved = weights + np.float32(length) * direction
        better, new_slope = loss(moved)
        if better <= value + 1e-4 * length * fall or length < 1e-3:
            return moved, better, new_slope
        length /= 2

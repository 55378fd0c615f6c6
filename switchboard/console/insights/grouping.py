"""Puts questions that ask the same into one group: by meaning where a model understands them,
else by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from switchboard.knowledge.lexical import Terms

Vector = npt.NDArray[np.float32]

ALIKE_BY_MEANING = 0.8
"""The cosine from which two questions ask the same: "do you sell kayaks" and "do you have kayaks
for sale" have 0.92, "do you sell kayaks" and "do you sell tents" 0.57 (all-MiniLM-L6-v2)."""

ALIKE_BY_WORDS = 0.55
"""The share of their stems and trigrams that questions have in common to be taken for one."""


@dataclass(slots=True)
class Asked:
    """A question somebody asked, with its embedding if there is one."""

    text: str
    language: str
    vector: Vector | None = None
    terms: Terms = field(init=False)

    def __post_init__(self) -> None:
        self.terms = Terms.of(self.text, self.language)


def closest(question: Asked, groups: Sequence[Asked]) -> int | None:
    """The index of the group that the question belongs to; None when it begins a new one."""
    shares = [
        _likeness(question, group) if group.language == question.language else 0.0
        for group in groups
    ]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= 1.0 else None


def _likeness(a: Asked, b: Asked) -> float:
    """How alike two questions are; from 1 on they ask the same."""
    by_words = _common(a.terms, b.terms) / ALIKE_BY_WORDS
    if a.vector is None or b.vector is None:
        return by_words
    return max(float(a.vector @ b.vector) / ALIKE_BY_MEANING, by_words if by_words > 1.5 else 0.0)


def _common(a: Terms, b: Terms) -> float:
    return (_jaccard(a.words, b.words) + _jaccard(a.grams, b.grams)) / 2


def _jaccard(a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> float:
    both = len(np.intersect1d(a, b))
    either = len(np.union1d(a, b))
    return both / either if either else 0.0

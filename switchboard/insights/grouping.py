"""Puts questions that ask the same into one group: by meaning where a model understands them,
else by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from switchboard.search.text_analysis import Terms

Vector = npt.NDArray[np.float32]
_Terms = tuple[frozenset[str], frozenset[str]]

ALIKE_BY_MEANING = 0.8
"""The cosine from which two questions ask the same: "do you sell kayaks" and "do you have kayaks
for sale" have 0.94, "can I rent a kayak" has 0.74 with them, "do you sell tents" 0.65
(multilingual-e5-small; of pairs of test questions above it 98.6 % asked the same). With
all-MiniLM-L6-v2 the first two have 0.92, the last 0.57."""

ALIKE_BY_WORDS = 0.55
"""The share of their stems and trigrams that questions have in common to be taken for one."""


@dataclass(slots=True)
class Asked:
    """A question somebody asked, with its embedding if there is one."""

    text: str
    language: str
    vector: Vector | None = None
    terms: _Terms = field(init=False)

    def __post_init__(self) -> None:
        own = Terms.of(self.text, self.language)
        self.terms = frozenset(own.words), frozenset(own.inner_grams)


@dataclass(slots=True)
class Group:
    """Questions that ask the same: some of their wordings, and the mean of their embeddings."""

    language: str
    wordings: list[Asked]
    vector: Vector | None = None


def closest(question: Asked, groups: Sequence[Group]) -> int | None:
    """The index of the group that the question belongs to; None when it begins a new one."""
    likeness = [
        _likeness(question, group) if group.language == question.language else 0.0
        for group in groups
    ]
    best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= 1.0 else None


def mean_with(mean: Vector | None, count: int, one: Vector | None) -> Vector | None:
    """The mean direction of `count` embeddings and one more; of those there are."""
    if mean is None or one is None:
        return one if mean is None else mean
    both = mean * count + one
    return np.asarray(both / max(float(np.linalg.norm(both)), 1e-9), np.float32)


def _likeness(question: Asked, group: Group) -> float:
    """How alike a question is to a group; from 1 on it asks the same.

    By words it is compared with each wording, because a mean of wordings says nothing.
    """
    common = max((_common(question.terms, one.terms) for one in group.wordings), default=0.0)
    by_words = common / ALIKE_BY_WORDS
    if question.vector is None or group.vector is None:
        return by_words
    by_meaning = float(question.vector @ group.vector) / ALIKE_BY_MEANING
    return max(by_meaning, by_words if by_words > 1.5 else 0.0)


def _common(a: _Terms, b: _Terms) -> float:
    return sum(_jaccard(*both) for both in zip(a, b, strict=True)) / 2


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    both = len(a & b)
    return both / ((len(a) + len(b) - both) or 1)

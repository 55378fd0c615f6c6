"""How sure are we, and what follows: answer, ask back, or call a person.

The evidence for an article is a weighted sum of what each leg found in it; the confidence that
the first article answers is a logistic function of its evidence and of its lead over the second.
There are two sets of weights: with the dense leg, and without it (the model does not speak the
language, or the vector store is not there).

The weights were fitted on the demo shop by `tests/knowledge/fit_confidence.py`: what each leg
counts by a conditional logit (which article is it?) over each article's own ways to ask, a
quarter of them left out of the index in turn; the logistic function by maximum likelihood on one
half of the demo exam. The other half judges: of what was answered there, 88 % was right in
English, 92 % in Spanish, 88 % in German; of the questions about something else altogether none
was answered. A question that one article lists word for word is answered from it, whatever else
was found: all 873 titles and ways to ask of the demo shop are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Decision = Literal["answer", "clarify", "handover"]

ANSWER = 0.5
"""From here on the passage is given as the answer."""

CLARIFY = 0.35
"""From here on, two articles that are close to each other are worth asking back about."""

SURE = 0.9
"""From here on the words alone are enough: on the demo shop, 24 of the 41 English questions in
its articles' own words. Asking the dense leg as well, most of a search's time, changed none."""

CLOSE = 0.75
"""The second is close to the first when its evidence is at least this share of the first's."""


TIED = 0.92
"""From this share on nobody can tell which of the two is meant, however well both fit: on the
demo shop, three of five such first articles were right, and most others the second."""


LISTED = 0.98
"""How sure a question is that one article has among its ways to ask, word for word."""

COVERED = 0.52
THIN = 0.4
"""The words alone are not surer than `THIN` where the article has less than `COVERED` of what the
question's words tell: on the fitting half of the demo exam, 4 of 10 such answers were right. It
keeps generic words ("tell me a joke") from being taken for a question they happen to stand in."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; `dense_*` are 0 where there is no dense leg."""

    lexical: float
    question: float
    dense_passage: float
    dense_question: float
    evidence: float
    lead: float
    constant: float


WITH_DENSE = Weights(5.0, 0.3, 7.0, 5.6, 0.386, 0.616, -4.142)
WITHOUT_DENSE = Weights(8.4, 4.2, 0.0, 0.0, 0.197, 0.905, -2.141)


@dataclass(frozen=True)
class Evidence:
    """The best score of each leg in one article; None: the leg did not run.

    The dense ones are cosines. The lexical ones are 1 when every term of the question counts as
    much as in a text of average length that has it once; often repeated it counts up to 2.2.

    Args:
        coverage: the share of what the question's words and n-grams tell (by idf) that stands
            anywhere in the article, 0 to 1.
        listed: the question is the article's title, or one of its ways to ask, word for word.
    """

    lexical: float
    question: float
    dense_passage: float | None
    dense_question: float | None
    coverage: float = 1.0
    listed: bool = False

    @property
    def weights(self) -> Weights:
        """The weights that fit the legs that ran."""
        return WITHOUT_DENSE if self.dense_passage is None else WITH_DENSE

    @cached_property
    def weight(self) -> float:
        """All legs together; comparable between articles found by the same legs."""
        weights = self.weights
        return (
            weights.lexical * self.lexical
            + weights.question * self.question
            + weights.dense_passage * max(self.dense_passage or 0.0, 0.0)
            + weights.dense_question * max(self.dense_question or 0.0, 0.0)
        )

    def legs(self) -> dict[str, float]:
        """Each leg's score by its name, 0 to 1, to be shown."""
        found = {"lexical": self.lexical, "question": self.question}
        if self.dense_passage is not None:
            found["dense"] = max(self.dense_passage, self.dense_question or 0.0, 0.0)
        return {leg: round(min(score, 1.0), 4) for leg, score in found.items()}


def score(evidence: Evidence) -> float:
    """How well an article fits, 0 to 1, whatever else was found."""
    return LISTED if evidence.listed else _probability(evidence, lead=0.0)


def confidence(found: Sequence[Evidence]) -> float:
    """How likely the first of the articles found answers, 0 to 1.

    Args:
        found: the evidence of the articles, best first, those that list the question before all.
    """
    if not found:
        return 0.0
    listing = sum(evidence.listed for evidence in found)
    if listing:
        return LISTED / listing
    second = found[1].weight if len(found) > 1 else 0.0
    return _probability(found[0], lead=found[0].weight - second)


def decide(found: Sequence[Evidence], confident: float) -> Decision:
    """What to do: answer, ask back between two articles that are close, or call a person."""
    listing = sum(evidence.listed for evidence in found)
    if listing:
        return "answer" if listing == 1 else "clarify"
    share = found[1].weight / found[0].weight if len(found) > 1 and found[0].weight else 0.0
    if confident >= ANSWER and share < TIED:
        return "answer"
    return "clarify" if confident >= CLARIFY and share >= CLOSE else "handover"


def _probability(evidence: Evidence, lead: float) -> float:
    weights = evidence.weights
    logit = weights.evidence * evidence.weight + weights.lead * lead + weights.constant
    sure = 1.0 / (1.0 + math.exp(-logit))
    thin = evidence.dense_passage is None and evidence.coverage < COVERED
    return min(sure, THIN) if thin else sure

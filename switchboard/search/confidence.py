"""How sure are we, and what follows: answer, ask back, or call a person.

The evidence for an article is a weighted sum of what each leg found in it. The confidence that
the first article answers is a logistic function of its evidence, its lead over the second, its
share among all candidates, and how much of the question stands in it: as a share of the question
and, because half of twelve telling words say more than half of two, as such. There are four sets of
weights: with and without the dense leg (the model does not speak the language, or the vector
store is not there), with and without the head (too few ways to ask to learn from).

The weights are fitted by `tests/search/fit_confidence.py` on questions that are part of no exam:
what each leg counts by a conditional logit (which of the candidates is it?), the logistic function
by maximum likelihood. They come from articles of several kinds together, with 2 to 100 ways to ask
and with none, each kind counting the same, and with articles taken away, so that their questions
have no answer. One weight is negative, that of a yes/no question's words which the article does not
have; more evidence never makes less sure. `docs/reference/search-weights.md` has the results.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Decision = Literal["answer", "clarify", "handover"]

ANSWER = 0.6
"""From here on the passage is given as the answer: a wrong one costs nearly twice as much as
none."""

ANSWER_ACROSS = 0.9
"""The same for an article in another language than the question: which of its passages answers is
known less well there."""

TIED = 0.7
"""Nearer than this behind the first, the second is too likely meant to answer without asking: in
the fitting data 48 % of such first articles were right, and 38 % of the second."""

EITHER = 0.5
"""From this probability on that one of the first two answers, the customer is asked which."""

CLOSE = 1.6
"""Farther behind than this, the second has less than a fifth of the first's odds, and is not
worth naming beside it."""

OFFERED = 0.3
"""From here on the first article is offered: "Did you mean …?"."""

SURE = 0.9
"""From here on an answer is shown as sure in the explanation of a search."""

LISTED = 0.98
"""How sure a question is that one article has among its ways to ask, word for word."""

MIN_COVERAGE = 0.52
MIN_INFORMATION = 2.0
MAX_UNSUPPORTED = 0.4
"""Without the dense leg, a search is not surer than `MAX_UNSUPPORTED` where the article has less
than `MIN_COVERAGE` of what the question's words tell, and that is less than `MIN_INFORMATION` times
what it takes to tell one article from all. It keeps generic words ("tell me a joke") from being
taken for a question they happen to stand in."""

SCANT = 0.8
SCANT_FROM_ARTICLES = 40
"""With the dense leg it is so where they tell less than `SCANT`: not even one telling word of the
question stands in the article. Among fewer than `SCANT_FROM_ARTICLES` articles no word tells as
much, so nothing follows from it. A question in another language has no words in common."""

MAX_WITHOUT_REPAIR = 0.5
"""A search is not surer than this where something is broken and the passage tells nothing of
repairs: it is asked back. How to dry a tent is no answer to "my tent is broken"."""

UNLEARNED = -0.5
"""The margin of an article the head has not learned: between its own and others' questions."""

WIDEST = 2.0
"""Margins beyond this say no more."""

MOST_TOLD = 8.0
"""Words that tell more than this say no more: they are a long text, not a question."""

MOST_AHEAD = 2.0
"""A passage farther ahead of the others of its article is as good as alone."""

MIN_ARTICLES_COUNTED = 100
"""Where there are fewer articles, people still ask about so many things."""

IRRELEVANT = 0.01
"""A reranker's relevance below this says no more."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; 0 for legs that did not run."""

    lexical: float
    question: float
    dense_passage: float
    dense_question: float
    head: float
    evidence: float
    lead: float
    share: float
    coverage: float
    told: float
    passage_lead: float
    unconfirmed: float
    constant: float


WITH_ALL = Weights(
    0.7, 0.0, 12.31, 5.25, 2.91, 0.229, 0.048, 2.686, 1.143, 0.155, 0.083, -1.051, -5.152
)
WITH_DENSE = Weights(
    2.07, 1.17, 18.57, 10.53, 0.0, 0.212, 0.244, 2.774, 0.0, 0.397, 0.0, 0.0, -6.563
)
WITH_HEAD = Weights(2.63, 2.72, 0.0, 0.0, 3.21, 0.188, 0.149, 3.057, 0.4, 0.392, 0.025, 0.0, -4.292)
WORDS_ONLY = Weights(3.79, 8.56, 0.0, 0.0, 0.0, 0.228, 0.318, 1.668, 0.0, 0.461, 0.0, 0.0, -4.306)
ACROSS = Weights(0.7, 0.0, 12.31, 5.25, 2.91, 0.34, 0.123, 2.068, 0.0, 0.0, 0.008, 0.0, -3.435)
"""For a question in another language than the articles: it has no words in common with them, so
nothing follows from those that are missing."""


@dataclass(frozen=True)
class Evidence:
    """The best score of each leg in one article; None: the leg did not run.

    The dense ones are cosines. The lexical ones are 1 when every term of the question counts as
    much as in a text of average length that has it once; often repeated it counts up to 2.2.

    Args:
        head: the head's margin, `UNLEARNED` for an article it does not know.
        coverage: the share of what the question's words and n-grams tell (by idf) that stands
            anywhere in the article, 0 to 1.
        scant: whether that is less than one telling word (`is_scant`).
        told: what the question's words that stand in the article tell together (the sum of their
            idf), in units of what it takes to tell one article from all (ln of their number, and
            of `MIN_ARTICLES_COUNTED` if there are fewer); at most `MOST_TOLD`.
        listed: the question is the article's title, or one of its ways to ask, word for word.
        passage: what speaks for its best passage, in units of the logit.
        passage_lead: how far that is ahead of its second passage, at most `MOST_AHEAD`.
        unconfirmed: how rare the rarest word of a yes/no question is that the article does not
            have, 0 to 1.
        lacks: whether something is broken and it tells nothing of repairs or guarantees.
        foreign: whether it is in another language than the question.
        relevance: a reranker's, 0 to 1: the odds of the article are multiplied by it.
    """

    lexical: float
    question: float
    dense_passage: float | None = None
    dense_question: float | None = None
    head: float | None = None
    coverage: float = 1.0
    told: float = 0.0
    scant: bool = False
    listed: bool = False
    relevance: float | None = None
    passage: float = 0.0
    passage_lead: float = 0.0
    unconfirmed: float = 0.0
    lacks: bool = False
    foreign: bool = False

    @property
    def weights(self) -> Weights:
        """The weights that fit the legs that ran."""
        if self.foreign and self.dense_passage is not None:
            return ACROSS
        if self.dense_passage is None:
            return WORDS_ONLY if self.head is None else WITH_HEAD
        return WITH_DENSE if self.head is None else WITH_ALL

    @cached_property
    def weight(self) -> float:
        """All legs together; comparable between articles found by the same legs."""
        weights = self.weights
        return (
            weights.lexical * self.lexical
            + weights.question * self.question
            + weights.dense_passage * max(self.dense_passage or 0.0, 0.0)
            + weights.dense_question * max(self.dense_question or 0.0, 0.0)
            + weights.head * min(max(self.head or 0.0, -WIDEST), WIDEST)
            + self.passage
            + (0.0 if self.relevance is None else math.log(max(self.relevance, IRRELEVANT)))
        )

    def legs(self) -> dict[str, float]:
        """Each leg's score by its name, 0 to 1, to be shown: those that know the article."""
        found = {"lexical": self.lexical, "question": self.question}
        if self.dense_passage is not None:
            found["dense"] = max(self.dense_passage, self.dense_question or 0.0, 0.0)
        if self.head is not None and self.head != UNLEARNED:
            found["head"] = max((self.head + 1) / 2, 0.0)
        if self.relevance is not None:
            found["rerank"] = self.relevance
        return {leg: round(min(score, 1.0), 4) for leg, score in found.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the confidence is made of: its value, and what it adds to the logit."""

    name: str
    value: float
    adds: float


def shares(found: Sequence[Evidence]) -> list[float]:
    """How likely each of the articles is the one that is meant, if one of them is (softmax)."""
    most = max((evidence.weight for evidence in found), default=0.0)
    odds = [math.exp(evidence.weight - most) for evidence in found]
    return [one / sum(odds) for one in odds]


def parts(found: Sequence[Evidence]) -> list[Part]:
    """What the confidence in the first of the articles found is made of; at least one is there."""
    first, weights = found[0], found[0].weights
    lead = _lead(found)
    share = shares(found)[0]
    return [
        Part("evidence", first.weight, weights.evidence * first.weight),
        Part("lead", lead, weights.lead * lead),
        Part("share", share, weights.share * share),
        Part("coverage", first.coverage, weights.coverage * first.coverage),
        Part("told", first.told, weights.told * first.told),
        Part("passage_lead", first.passage_lead, weights.passage_lead * first.passage_lead),
        Part("unconfirmed", first.unconfirmed, weights.unconfirmed * first.unconfirmed),
        Part("constant", 1.0, weights.constant),
    ]


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
    sure = 1.0 / (1.0 + math.exp(-sum(part.adds for part in parts(found))))
    first = found[0]
    if first.lacks:
        sure = min(sure, MAX_WITHOUT_REPAIR)
    return min(sure, MAX_UNSUPPORTED) if _is_thin(first) else sure


def is_scant(told: float, articles: int) -> bool:
    """Whether words tell less than one that stands in a single article does (`SCANT`)."""
    return articles >= SCANT_FROM_ARTICLES and told < SCANT


def _is_thin(first: Evidence) -> bool:
    if first.dense_passage is None and first.dense_question is None:
        return first.coverage < MIN_COVERAGE and first.told < MIN_INFORMATION
    return first.coverage < MIN_COVERAGE and first.scant and not first.foreign


def scores(found: Sequence[Evidence], confident: float) -> list[float]:
    """How likely each of the articles answers: the first one's confidence, the others by share."""
    own = shares(found)
    return [confident * min(share / own[0], 1.0) for share in own]


def decide(found: Sequence[Evidence], confident: float) -> Decision:
    """What to do: answer, ask back what is meant, or call a person.

    It is asked back between two articles that are close, and about one that may well be meant.

    The second's odds to the first are e to the minus lead.
    """
    listing = sum(evidence.listed for evidence in found)
    if listing:
        return "answer" if listing == 1 else "clarify"
    lead = _lead(found) if found else 0.0
    needed = ANSWER_ACROSS if found and found[0].foreign else ANSWER
    if confident >= needed and lead >= TIED:
        return "answer"
    either = confident * (1 + math.exp(-lead))
    close = either >= EITHER and lead < CLOSE
    return "clarify" if close or confident >= OFFERED else "handover"


def _lead(found: Sequence[Evidence]) -> float:
    """How far the first is ahead; alone it is ahead of an article in which nothing was found."""
    if len(found) > 1:
        return max(found[0].weight - found[1].weight, 0.0)
    return max(found[0].weight - _nothing(found[0]).weight, 0.0)


def _nothing(like: Evidence) -> Evidence:
    """The evidence for an article in which the same legs found nothing."""
    dense = None if like.dense_passage is None else 0.0
    return Evidence(0.0, 0.0, dense, dense, None if like.head is None else UNLEARNED, 0.0)

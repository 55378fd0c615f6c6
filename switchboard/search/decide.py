"""Fifth step of a search: how sure it is, and what follows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from switchboard.search import confidence as judge
from switchboard.search.choose import Chosen
from switchboard.search.confidence import (
    MIN_ARTICLES_COUNTED,
    MOST_TOLD,
    Decision,
    Evidence,
    is_scant,
)
from switchboard.search.documents import Document
from switchboard.search.passage_selection import TermWeights
from switchboard.search.rank import ScoredArticle
from switchboard.search.retrieve import Retrieved
from switchboard.search.text_analysis import is_unspaced


@dataclass(frozen=True, slots=True)
class Decided:
    """The articles with their final evidence, how sure the first answers, and what to do."""

    articles: Sequence[ScoredArticle]
    confidence: float
    decision: Decision

    @property
    def scores(self) -> list[float]:
        """How likely each of the articles answers."""
        return judge.scores([one.evidence for one in self.articles], self.confidence)


def decide(found: Retrieved, chosen: Chosen, *, foreign: bool = False) -> Decided:
    """What follows from the articles that were chosen.

    Args:
        foreign: whether they are in another language than the question.
    """
    if not chosen.ranked or chosen.first is None:
        return Decided((), 0.0, "handover")
    first, *others = chosen.ranked
    covered = _covered(first.evidence, found, chosen.first)
    if chosen.question is not None and chosen.first is not None:
        covered = replace(covered, unconfirmed=chosen.question.unconfirmed(chosen.first))
    articles = [replace(first, evidence=covered), *others]
    if foreign:
        articles = [replace(one, evidence=replace(one.evidence, foreign=True)) for one in articles]
    evidence = [one.evidence for one in articles]
    confidence = judge.confidence(evidence)
    return Decided(articles, confidence, judge.decide(evidence, confidence))


def _covered(evidence: Evidence, found: Retrieved, first: Document) -> Evidence:
    """The evidence with how much of what the question tells stands anywhere in the article.

    Where words are not separated the terms are pairs of characters. A pair stands there when both
    do, so the square root of the pairs' share is what compares with a share of words; and each
    character stands in two pairs, which together tell half of what they seem to.
    """
    terms = TermWeights(found.words.passage_terms, found.language)
    texts = [f"{text.heading}\n{text.text}" for text in (*first.passages, *first.questions)]
    covered, told = terms.coverage([first.title, *texts])
    if is_unspaced(found.language):
        covered, told = math.sqrt(covered), told / 2
    told /= math.log(max(found.words.index.article_count, MIN_ARTICLES_COUNTED) + 1)
    scant = is_scant(told, found.words.index.article_count)
    return replace(evidence, coverage=covered, told=min(told, MOST_TOLD), scant=scant)

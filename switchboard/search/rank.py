"""Third step of a search: the candidates in order, by the evidence for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from switchboard.search.confidence import UNLEARNED, Evidence
from switchboard.search.dense import DEPTH
from switchboard.search.documents import Document
from switchboard.search.fusion import fuse
from switchboard.search.retrieve import CANDIDATES, Retrieved
from switchboard.search.word_index import Hit, TextIndex, Weighted


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """An article that may answer, and what speaks for it. `ranks`: its place in each leg."""

    document: Document
    evidence: Evidence
    fused: float
    ranks: Mapping[str, int]


def rank(found: Retrieved) -> list[ScoredArticle]:
    """The articles that fit best, best first.

    The rankings of all ways to find articles are fused by reciprocal rank to choose the candidates;
    these are ordered by their evidence, which knows how good a first place was. Articles that list
    the question word for word come before all others.
    """
    rankings = found.rankings
    fused = dict(fuse(rankings)[:CANDIDATES])
    passages = found.words.index.passages
    articles = [one for one in dict.fromkeys([*found.listing, *fused]) if passages.has(one)]
    evidence = _evidence(found, articles)
    ordered = sorted(articles, key=lambda one: (not evidence[one].listed, -evidence[one].weight))
    return [
        ScoredArticle(
            found.documents[article],
            evidence[article],
            fused.get(article, 0.0),
            _places(rankings, article),
        )
        for article in ordered
    ]


def _evidence(found: Retrieved, articles: Sequence[str]) -> dict[str, Evidence]:
    """The best of each leg in each article."""
    words, index = found.words, found.words.index
    passages = _best(index.passages, words.passage_terms, words.passages, articles)
    questions = _best(index.questions, words.question_terms, words.questions, articles)
    passage_cosines, question_cosines = _cosines(found)
    # What was not among the nearest is at most as near as the last of them.
    nearest = found.nearest or ()
    farthest = nearest[-1][1] if len(nearest) >= DEPTH else 0.0
    asked = found.nearest is not None
    return {
        article: Evidence(
            passages.get(article, 0.0),
            questions.get(article, 0.0),
            passage_cosines.get(article, farthest) if asked else None,
            _question_cosine(found, question_cosines, article, farthest) if asked else None,
            None if found.margins is None else found.margins.get(article, UNLEARNED),
            listed=article in words.listing,
        )
        for article in articles
    }


def _best(
    index: TextIndex, terms: Weighted, hits: Sequence[Hit], articles: Sequence[str]
) -> dict[str, float]:
    """The best score of a text of each article; those that were not found are looked up."""
    best: dict[str, float] = {}
    for hit in hits:
        best.setdefault(hit.article_id, hit.score)
    missing = [article for article in articles if article not in best]
    # Where fewer were found than there is room for, nothing else has a term of the question.
    return best | index.score(terms, missing) if len(hits) >= DEPTH else best


def _cosines(found: Retrieved) -> tuple[dict[str, float], dict[str, float]]:
    """The cosine of each article's nearest passage, and of its nearest question."""
    passages: dict[str, float] = {}
    questions: dict[str, float] = {}
    for chunk, cosine in found.nearest or ():
        if owner := found.owners.get(chunk):
            near = passages if owner.is_passage else questions
            near.setdefault(owner.article_id, cosine)
    return passages, questions


def _question_cosine(
    found: Retrieved, cosines: Mapping[str, float], article: str, farthest: float
) -> float:
    has_questions = found.words.index.questions.has(article)
    return cosines.get(article, farthest) if has_questions else 0.0


def _places(rankings: Mapping[str, Sequence[str]], article: str) -> dict[str, int]:
    """The place of an article in each leg that found it, from 1."""
    return {leg: own.index(article) + 1 for leg, own in rankings.items() if article in own}

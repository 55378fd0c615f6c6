"""From scores to candidates: which articles may answer, by which passage, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from switchboard.knowledge.confidence import Evidence
from switchboard.knowledge.fusion import fuse
from switchboard.knowledge.lexical import Terms
from switchboard.knowledge.passage import Telling
from switchboard.knowledge.shelf import Document, LanguageShelf, Text

DEPTH = 50
"""How many texts of each leg are looked at."""

CANDIDATES = 20
"""How many articles of the fused ranking are weighed."""

Dense = Sequence[tuple[str, float]]
"""What the vector store found: (chunk id, cosine), best first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may answer, its best passage for the question, and what speaks for it."""

    document: Document
    passage: Text
    evidence: Evidence


class Ranking:
    """What the articles of one language say about one question.

    The lexical legs are asked when it is made; the dense leg's answer may come later.

    Args:
        audience: who asks; what they may not see scores nothing.
    """

    def __init__(self, shelf: LanguageShelf, query: Terms, audience: str) -> None:
        self._shelf = shelf
        self._telling = Telling(shelf, query)
        self._listing = shelf.lists(query, audience)
        self._audience = audience
        self._passages = shelf.passages.ask(query, audience, DEPTH)
        self._questions = shelf.questions.ask(query, audience, DEPTH)
        self._dense = False
        self._cosines: Mapping[str, float] = {}
        self._near = Near({}, {})
        self._farthest = 0.0

    def candidates(self, dense: Dense | None, most: int = CANDIDATES) -> list[Candidate]:
        """The articles that fit best, best first, at most `most`.

        The legs' rankings are fused by reciprocal rank to choose the candidates; these are
        ordered by their evidence, which knows how good a first place was. Articles that list the
        question word for word come before all others.

        Args:
            dense: what the vector store found; None when it did not answer.
        """
        self._hear(dense)
        fused = [article for article, _ in fuse(self._rankings())[:CANDIDATES]]
        articles = _unique([*sorted(self._listing), *fused])
        evidence = self._evidence(articles)
        weighed = sorted(
            articles, key=lambda one: (not evidence[one].listed, -evidence[one].weight)
        )
        quotable = (article for article in weighed if self._shelf.passages.rows(article))
        found = list(islice(quotable, most))
        covered = self._covered(found)
        return [
            Candidate(
                document := self._shelf.documents[article],
                self._best_passage(document),
                replace(evidence[article], coverage=covered[article]),
            )
            for article in found
        ]

    def _hear(self, dense: Dense | None) -> None:
        self._dense = dense is not None
        self._cosines, self._near = _visible(self._shelf, dense or (), self._audience)
        # What was not among the nearest is at most as near as the last of them.
        self._farthest = dense[-1][1] if dense and len(dense) >= DEPTH else 0.0

    def _rankings(self) -> dict[str, list[str]]:
        """For each leg its articles, best first."""
        found = {
            "lexical": list(self._passages.articles(DEPTH)),
            "question": list(self._questions.articles(DEPTH)),
        }
        if self._dense:
            found["dense"] = self._near.articles()
        return found

    def _evidence(self, articles: Sequence[str]) -> dict[str, Evidence]:
        """The best each leg found in each article."""
        passages, questions = self._passages.top(articles), self._questions.top(articles)
        return {
            article: Evidence(
                passages[article],
                questions[article],
                self._nearest(article, self._near.passages) if self._dense else None,
                self._nearest(article, self._near.questions) if self._dense else None,
                listed=article in self._listing,
            )
            for article in articles
        }

    def _covered(self, articles: Sequence[str]) -> dict[str, float]:
        """How much of what the question tells stands anywhere in each article."""
        passages, questions = self._passages.having(articles), self._questions.having(articles)
        return {
            article: self._telling.coverage(
                passages[article][0] | questions[article][0],
                passages[article][1] | questions[article][1],
            )
            for article in articles
        }

    def _best_passage(self, document: Document) -> Text:
        passages = document.passages
        near = [self._cosines.get(text.chunk_id, self._farthest) for text in passages]
        return self._telling.best_passage(document, passages, near)

    def _nearest(self, article: str, near: Mapping[str, float]) -> float:
        """The cosine of an article's nearest passage or question."""
        texts = self._shelf.passages if near is self._near.passages else self._shelf.questions
        if not texts.rows(article):
            return 0.0
        return near.get(article, self._farthest)


@dataclass(frozen=True, slots=True)
class Near:
    """The cosine of each article's nearest passage, and of its nearest question."""

    passages: dict[str, float]
    questions: dict[str, float]

    def articles(self) -> list[str]:
        """All articles, the nearest first."""
        both = {**self.questions}
        for article, cosine in self.passages.items():
            both[article] = max(cosine, both.get(article, cosine))
        return sorted(both, key=lambda article: -both[article])


def _visible(
    shelf: LanguageShelf, dense: Iterable[tuple[str, float]], audience: str
) -> tuple[Mapping[str, float], Near]:
    """What the vector store found and still exists here for this audience, by chunk and by article.

    The vector store may lag behind an edit; the shelf decides what may be shown.
    """
    cosines: dict[str, float] = {}
    near = Near({}, {})
    for chunk, cosine in dense:
        owner = shelf.owner(chunk)
        if owner and shelf.document(owner.article_id, audience):
            cosines[chunk] = cosine
            own = near.passages if owner.is_passage else near.questions
            own[owner.article_id] = max(cosine, own.get(owner.article_id, cosine))
    return cosines, near


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))

"""From scores to candidates: which articles may answer, by which passage, on what evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from switchboard.search.bm25 import Counts
from switchboard.search.confidence import FEW, MOST_TOLD, UNLEARNED, Evidence
from switchboard.search.fusion import fuse
from switchboard.search.index_snapshot import Document, LanguageShelf, Text
from switchboard.search.passage_selection import Telling
from switchboard.search.text_analysis import Terms

DEPTH = 50
"""How many texts of each leg are looked at."""

CANDIDATES = 20
"""How many articles of the fused ranking are weighed."""

PAIRED = frozenset({"zh", "ja", "ko"})
"""Languages whose texts are searched by pairs of characters."""

Dense = Sequence[tuple[str, float]]
"""What the vector store found: (chunk id, cosine), best first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the legs beside the words say; None: a leg did not run.

    Args:
        dense: the nearest chunks.
        head: the head's margin of each article it has learned.
    """

    dense: Dense | None = None
    head: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """An article that may answer, and what speaks for it. `ranks`: its place in each leg."""

    document: Document
    evidence: Evidence
    fused: float
    ranks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may answer, its best passage for the question, and what speaks for it."""

    document: Document
    passage: Text
    evidence: Evidence


class Ranking:
    """What the articles of one language say about one question.

    The lexical legs are asked when it is made; what the others heard may come later.

    Args:
        audience: who asks; what they may not see scores nothing.
    """

    def __init__(self, shelf: LanguageShelf, query: Terms, audience: str) -> None:
        self._shelf = shelf
        self._telling = Telling(shelf, query)
        self.listing = shelf.lists(query, audience)
        self._audience = audience
        self.passages = shelf.passages.ask(query, audience, DEPTH)
        self.questions = shelf.questions.ask(query, audience, DEPTH)
        self._counts: dict[str, tuple[Counts, Counts]] = {}
        self._dense = False
        self._cosines: Mapping[str, float] = {}
        self._near = Near({}, {})
        self._farthest = 0.0
        self._margins: Mapping[str, float] | None = None

    def weigh(self, heard: Heard) -> list[Weighed]:
        """The articles that fit best, best first, at most `CANDIDATES`, after what was heard.

        The legs' rankings are fused by reciprocal rank to choose the candidates; these are
        ordered by their evidence, which knows how good a first place was. Articles that list the
        question word for word come before all others.
        """
        self._hear(heard)
        rankings = self._rankings()
        fused = dict(fuse(rankings)[:CANDIDATES])
        articles = _unique([*sorted(self.listing), *fused])
        quotable = [article for article in articles if self._shelf.passages.rows(article)]
        evidence = self._evidence(quotable)
        ordered = sorted(
            quotable, key=lambda one: (not evidence[one].listed, -evidence[one].weight)
        )
        if ordered:
            first = ordered[0]
            evidence[first] = self._covered(first, evidence[first])
        return [
            Weighed(
                self._shelf.documents[article],
                evidence[article],
                fused.get(article, 0.0),
                _places(rankings, article),
            )
            for article in ordered
        ]

    def quoted(self, weighed: Sequence[Weighed]) -> list[Candidate]:
        """The articles, each with the passage that is quoted from it."""
        self._count([one.document.id for one in weighed])
        return [self._quote(one) for one in weighed]

    def _quote(self, weighed: Weighed) -> Candidate:
        document = weighed.document
        passages = document.passages
        near = [self._cosines.get(text.chunk_id, self._farthest) for text in passages]
        counts = self._counts[document.id]
        passage = self._telling.best_passage(document, passages, counts, near)
        return Candidate(document, passage, weighed.evidence)

    def reranked(self, found: Sequence[Weighed], relevance: Sequence[float]) -> list[Weighed]:
        """These articles in the order that a reranker's relevance of each makes of them."""
        weighed = [
            replace(one, evidence=replace(one.evidence, relevance=own))
            for one, own in zip(found, relevance, strict=True)
        ]
        weighed.sort(key=lambda one: (not one.evidence.listed, -one.evidence.weight))
        if weighed:
            first = weighed[0]
            covered = self._covered(first.document.id, first.evidence)
            weighed[0] = replace(first, evidence=covered)
        return weighed

    def text(self, chunk_id: str) -> tuple[Document, Text] | None:
        """A chunk and its article, if this audience may be shown it."""
        owner = self._shelf.owners([chunk_id]).get(chunk_id)
        document = self._shelf.document(owner.article_id, self._audience) if owner else None
        if document is None:
            return None
        texts = (*document.passages, *document.questions)
        return document, next(text for text in texts if text.chunk_id == chunk_id)

    def document(self, article_id: str) -> Document | None:
        """An article, if this audience may be shown it."""
        return self._shelf.document(article_id, self._audience)

    def nearest(self) -> Mapping[str, float]:
        """The chunks the dense leg found that may be shown, with their cosines, best first."""
        return self._cosines

    def margins(self) -> Mapping[str, float]:
        """The head's margins of the articles that may be shown, best first."""
        return self._margins or {}

    def _hear(self, heard: Heard) -> None:
        dense, self._margins = heard.dense, self._shown(heard.head)
        self._dense = dense is not None
        self._cosines, self._near = _visible(self._shelf, dense or (), self._audience)
        # What was not among the nearest is at most as near as the last of them.
        self._farthest = dense[-1][1] if dense and len(dense) >= DEPTH else 0.0

    def _shown(self, margins: Mapping[str, float] | None) -> Mapping[str, float] | None:
        """The margins of articles that are still here and that this audience may see."""
        if margins is None:
            return None
        seen = [own for own in margins.items() if self._shelf.document(own[0], self._audience)]
        return dict(sorted(seen, key=lambda own: (-own[1], own[0])))

    def _rankings(self) -> dict[str, list[str]]:
        """For each leg its articles, best first."""
        found = {
            "lexical": list(self.passages.articles(DEPTH)),
            "question": list(self.questions.articles(DEPTH)),
        }
        if self._dense:
            found["dense"] = self._near.articles()
        if self._margins is not None:
            found["head"] = list(self._margins)[:CANDIDATES]
        return found

    def _evidence(self, articles: Sequence[str]) -> dict[str, Evidence]:
        """The best each leg found in each article."""
        passages, questions = self.passages.top(articles), self.questions.top(articles)
        return {
            article: Evidence(
                passages[article],
                questions[article],
                self._nearest(article, self._near.passages) if self._dense else None,
                self._nearest(article, self._near.questions) if self._dense else None,
                None if self._margins is None else self._margins.get(article, UNLEARNED),
                listed=article in self.listing,
            )
            for article in articles
        }

    def _count(self, articles: Sequence[str]) -> None:
        """Look up what of the question stands in the passages of these articles, all at once."""
        if missing := [article for article in articles if article not in self._counts]:
            self._counts.update(self.passages.counts(missing))

    def _covered(self, article: str, evidence: Evidence) -> Evidence:
        """The evidence with how much of what the question tells stands anywhere in an article.

        Where words are not separated the terms are pairs of characters. A pair stands there when
        both do, so the square root of the pairs' share is what compares with a share of words;
        and each character stands in two pairs, which together tell half of what they seem to.
        """
        self._count([article])
        covered, told = self._telling.coverage(
            [self._counts[article], self.questions.counts([article])[article]]
        )
        if self._shelf.documents[article].language.split("-")[0] in PAIRED:
            covered, told = math.sqrt(covered), told / 2
        told /= math.log(max(len(self._shelf.documents), FEW) + 1)
        return replace(evidence, coverage=covered, told=min(told, MOST_TOLD))

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


def _visible(shelf: LanguageShelf, dense: Dense, audience: str) -> tuple[Mapping[str, float], Near]:
    """What the vector store found and still exists here for this audience, by chunk and by article.

    The vector store may lag behind an edit; the shelf decides what may be shown.
    """
    cosines: dict[str, float] = {}
    near = Near({}, {})
    owners = shelf.owners([chunk for chunk, _ in dense])
    for chunk, cosine in dense:
        owner = owners.get(chunk)
        if owner and shelf.document(owner.article_id, audience):
            cosines[chunk] = cosine
            own = near.passages if owner.is_passage else near.questions
            own[owner.article_id] = max(cosine, own.get(owner.article_id, cosine))
    return cosines, near


def _places(rankings: Mapping[str, Sequence[str]], article: str) -> dict[str, int]:
    """The place of an article in each leg that found it, from 1."""
    return {leg: own.index(article) + 1 for leg, own in rankings.items() if article in own}


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))

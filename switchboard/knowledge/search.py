"""Finds the passage that answers a question, and says how sure it is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from switchboard.core.db import Session
from switchboard.knowledge import confidence as judge
from switchboard.knowledge.confidence import Decision
from switchboard.knowledge.dense import DenseLeg
from switchboard.knowledge.events import ArticleChanged
from switchboard.knowledge.index import KnowledgeIndex
from switchboard.knowledge.language import closest, likelihoods
from switchboard.knowledge.lexical import Terms
from switchboard.knowledge.models import Audience
from switchboard.knowledge.ranking import Candidate, Dense, Ranking
from switchboard.knowledge.shelf import LanguageShelf, WorkspaceShelf
from switchboard.knowledge.vectors import Vectors
from switchboard.llm.port import EmbeddingModel

QUERY_CHARACTERS = 2_000
"""What is read of a question."""

SURE_OF_LANGUAGE = 0.8
OTHER_LANGUAGES = 3
"""In how many further languages a question is tried that the first cannot answer."""

BESIDE = 20_000
"""From this many texts on, the lexical legs are asked beside the event loop."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that may answer, with its best passage; `score` and `legs` are 0 to 1.

    `approved_answer` is what goes out word for word when this is the answer.
    """

    article_id: str
    slug: str
    title: str
    heading: str
    passage: str
    url: str | None
    language: str
    score: float
    legs: Mapping[str, float]
    approved_answer: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The articles found, best first, and what to do about them.

    `confidence` is how likely the first one answers. `language` is the question's. `timings`
    are in milliseconds. `degraded` says what did not work, in words for staff.
    """

    items: tuple[Found, ...]
    confidence: float
    decision: Decision
    language: str
    timings: Mapping[str, float]
    degraded: str | None = None


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What the articles of one language have to say."""

    language: str
    candidates: list[Candidate]
    confidence: float
    decision: Decision


class KnowledgeSearch:
    """Searches the articles of workspaces."""

    def __init__(
        self, index: KnowledgeIndex, embedding: EmbeddingModel, vectors: Vectors | None
    ) -> None:
        """Args: `vectors` may be absent: then the lexical legs answer alone."""
        self._index = index
        self._dense = DenseLeg(embedding, vectors)

    @property
    def embedding(self) -> EmbeddingModel:
        """The model whose vectors are searched."""
        return self._dense.embedding

    @property
    def vectors(self) -> Vectors | None:
        """The store of those vectors."""
        return self._dense.vectors

    async def search(
        self,
        workspace_id: str,
        query: str,
        *,
        language: str | None = None,
        audience: str = Audience.PUBLIC,
        limit: int = 5,
    ) -> SearchResult:
        """The articles that may answer, best first, at most `limit`.

        Args:
            language: the question's, when it is known; detected otherwise.
            audience: whose view; `public` sees neither articles for customers whom their site
                vouches for (`customers`) nor those for staff, and `customers` not the latter.

        Never fails because the vector store or the model does: see `SearchResult.degraded`.
        """
        started = time.perf_counter()
        shelf = await self._index.shelf(workspace_id)
        query = query[:QUERY_CHARACTERS]
        run = _Run(self._dense, workspace_id, shelf, query, audience, limit)
        result = await run.search(language)
        return replace(result, timings={**run.timings, "total": _milliseconds(started)})

    async def article_changed(self, session: Session, event: ArticleChanged) -> None:
        """Let the next search see the change; subscribe this to `ArticleChanged`."""
        await self._index.article_changed(session, event)

    def health(self) -> dict[str, str]:
        """How the dense leg is, for `/readyz`: `ok`, or `unavailable: <reason>`."""
        reason = self._dense.trouble()
        return {"dense": f"unavailable: {reason}" if reason else "ok"}


class _Run:
    """One search: which languages are tried, and what came of it."""

    def __init__(
        self,
        dense: DenseLeg,
        workspace_id: str,
        shelf: WorkspaceShelf,
        query: str,
        audience: str,
        limit: int,
    ) -> None:
        self._dense = dense
        self._workspace_id = workspace_id
        self._shelf = shelf
        self._query = query
        self._audience = audience
        self._limit = limit
        self._most = max(limit, 2)  # the second says how far the first is ahead
        self._degraded: str | None = None
        self.timings: dict[str, float] = {}

    async def search(self, language: str | None) -> SearchResult:
        languages = frozenset(self._shelf.languages)
        likely = likelihoods(self._query, languages)
        listing = self._listing()
        ordered = sorted(likely, key=lambda name: (name not in listing, -likely[name]))
        first = closest(language, languages) if language else None
        if first and (first in listing or not listing):
            ordered = [first, *(name for name in ordered if name != first)]
        if not ordered:
            return SearchResult((), 0.0, "handover", language or "", {})
        spoken = language or ordered[0]
        best = await self._best(ordered, spoken)
        if not language and likely[spoken] < SURE_OF_LANGUAGE:
            spoken = best.language
        return SearchResult(
            tuple(_found(candidate) for candidate in best.candidates[: self._limit]),
            round(best.confidence, 4),
            best.decision,
            spoken,
            {},
            self._degraded,
        )

    def _listing(self) -> frozenset[str]:
        """The languages in which an article lists this very question; they are tried first."""
        wording = Terms.of(self._query, "")  # its n-grams are the same in every language
        shelves = self._shelf.languages.items()
        return frozenset(name for name, own in shelves if own.lists(wording, self._audience))

    async def _best(self, languages: list[str], spoken: str) -> _Attempt:
        """The first language's attempt, unless only another one has an answer."""
        understood = self._dense.understands(spoken)
        best = await self._attempt(languages[0], dense=understood)
        for language in languages[1 : 1 + OTHER_LANGUAGES]:
            if best.decision == "answer":
                break
            attempt = await self._attempt(language, dense=understood)
            if not best.candidates or attempt.decision == "answer":
                best = attempt
        return best

    async def _attempt(self, language: str, *, dense: bool) -> _Attempt:
        """The words first; the meaning only where they leave a doubt, for it costs most."""
        started = time.perf_counter()
        ranking = await self._lexical(self._shelf.languages[language], language)
        by_words = _attempted(language, ranking.candidates(None, self._most))
        self._lap("lexical", started)
        if by_words.decision == "answer" and by_words.confidence >= judge.SURE:
            return by_words
        started = time.perf_counter()
        found = await self._meaning(language) if dense else None
        self._lap("dense", started)
        if found is None:
            return by_words
        return _attempted(language, ranking.candidates(found, self._most))

    async def _lexical(self, shelf: LanguageShelf, language: str) -> Ranking:
        terms = Terms.of(self._query, language)
        if len(shelf.passages) > BESIDE:
            return await asyncio.to_thread(Ranking, shelf, terms, self._audience)
        return Ranking(shelf, terms, self._audience)

    async def _meaning(self, language: str) -> Dense | None:
        if not self._dense.understands(language):
            return None
        answer = await self._dense.ask(
            self._workspace_id, self._query, language, self._audience, self._shelf.embedded
        )
        if answer.trouble:
            self._degraded = f"dense leg unavailable: {answer.trouble}"
        return answer.found

    def _lap(self, name: str, started: float) -> None:
        self.timings[name] = round(self.timings.get(name, 0.0) + _milliseconds(started), 3)


def _attempted(language: str, candidates: list[Candidate]) -> _Attempt:
    evidence = [candidate.evidence for candidate in candidates]
    confident = judge.confidence(evidence)
    return _Attempt(language, candidates, confident, judge.decide(evidence, confident))


def _found(candidate: Candidate) -> Found:
    document, passage = candidate.document, candidate.passage
    return Found(
        document.id,
        document.slug,
        document.title,
        passage.heading,
        passage.text,
        document.url,
        document.language,
        round(judge.score(candidate.evidence), 4),
        candidate.evidence.legs(),
        document.approved_answer,
    )


def _milliseconds(since: float) -> float:
    return round((time.perf_counter() - since) * 1000, 3)

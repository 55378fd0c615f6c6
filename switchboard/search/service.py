"""A search, from top to bottom: understand the question, retrieve what may answer it, rank that,
choose the passages, decide, and explain.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from switchboard.articles.events import ArticleChanged
from switchboard.articles.models import Audience
from switchboard.core.db import Database, Session
from switchboard.llm.port import EmbeddingModel
from switchboard.llm.rerank import Reranker
from switchboard.search.choose import Chooser, Chosen
from switchboard.search.classifiers import Classifiers
from switchboard.search.decide import Decided, decide
from switchboard.search.dense import DenseLeg, Former
from switchboard.search.explain import Explainer
from switchboard.search.explanation import SearchExplanation
from switchboard.search.index import KnowledgeIndex, WorkspaceView
from switchboard.search.index_sync import write_later
from switchboard.search.learning import learn_later
from switchboard.search.rank import rank
from switchboard.search.result import Found, SearchResult
from switchboard.search.retrieve import Retrieved, Retriever
from switchboard.search.spelling import Vocabularies
from switchboard.search.understand import Question, understand
from switchboard.search.vector_reconciler import Keeper
from switchboard.search.vectors import Vectors

FOREIGN = 0.75
"""How sure an answer in another language than the first must be: among the few articles that a
language may have, the nearest is easily ahead of all others."""

QUERY_CHARACTERS = 2_000
"""What is read of a question."""

WRITING = "the index of words is being written"
"""Said of a search that could not see the newest articles yet."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What the articles of one language have to say."""

    retrieved: Retrieved
    chosen: Chosen
    decided: Decided


class KnowledgeSearch:
    """Searches the articles of workspaces."""

    def __init__(
        self,
        database: Database,
        index: KnowledgeIndex,
        embedding: EmbeddingModel,
        vectors: Vectors | None,
        keeper: Keeper | None = None,
        reranker: Reranker | None = None,
        former: Former | None = None,
    ) -> None:
        """Args: `vectors` may be absent: then nothing is found by meaning. `keeper` looks after
        them. `reranker` has the last word on the order. `former` gives the model before."""
        self.index = index
        self.keeper = keeper
        self.dense = DenseLeg(embedding, vectors, keeper, former)
        self._retriever = Retriever(database, self.dense, Classifiers(database))
        self._chooser = Chooser(database, reranker)
        self._explainer = Explainer(database)
        self._vocabularies = Vocabularies(database)

    async def search(
        self,
        workspace_id: str,
        query: str,
        *,
        language: str | None = None,
        audience: str = Audience.PUBLIC,
        limit: int = 5,
        explain: bool = False,
    ) -> SearchResult:
        """The articles that may answer, best first, at most `limit`.

        Args:
            language: the question's, when it is known; detected otherwise.
            audience: whose view; `public` sees neither articles for customers whom their site
                vouches for (`customers`) nor those for staff, and `customers` not the latter.
            explain: whether the result should say what the decision was made from.

        Never fails because the vector store or the model does: see `SearchResult.degraded`.
        """
        timings = _Timings()
        view = await self.index.view(workspace_id)
        query = query[:QUERY_CHARACTERS]
        question = understand(query, view, audience, language, self.dense.understands)
        timings.lap("understand")
        attempts = await self._attempts(workspace_id, question, view, limit, timings)
        if corrected := await self._corrected(workspace_id, query, attempts):
            again = understand(corrected, view, audience, language, self.dense.understands)
            others = await self._attempts(workspace_id, again, view, limit, timings)
            if _best(others).decided.confidence > _best(attempts).decided.confidence:
                question, attempts = again, others
        explained = await self._explained(question, attempts) if explain else None
        result = _result(question, view, attempts, limit)
        return replace(result, explain=explained, timings=timings.all())

    async def _attempts(
        self,
        workspace_id: str,
        question: Question,
        view: WorkspaceView,
        limit: int,
        timings: _Timings,
    ) -> list[_Attempt]:
        """What each language has to say, until one answers."""
        attempts: list[_Attempt] = []
        for name in question.languages:
            found = await self._retriever.retrieve(workspace_id, question, name, view)
            timings.lap("retrieve")
            ranked = rank(found)
            timings.lap("rank")
            chosen = await self._chooser.choose(question.text, found, ranked, limit)
            timings.lap("choose")
            decided = decide(found, chosen, foreign=name != question.spoken)
            attempts.append(_Attempt(found, chosen, decided))
            timings.lap("decide")
            if attempts[-1].decided.decision == "answer":
                break
        return attempts

    async def _corrected(
        self, workspace_id: str, query: str, attempts: Sequence[_Attempt]
    ) -> str | None:
        """The question without typing errors, if it has some and no answer was found."""
        if not attempts or _best(attempts).decided.decision == "answer":
            return None
        first = attempts[0].retrieved
        count = first.words.index.article_count
        words = await self._vocabularies.get(workspace_id, first.language, count)
        return words.corrected(query)

    async def _explained(
        self, question: Question, attempts: Sequence[_Attempt]
    ) -> SearchExplanation | None:
        if not attempts:
            return None
        best, tried = _best(attempts), [attempt.retrieved.language for attempt in attempts]
        return await self._explainer.explain(question, tried, best.retrieved, best.decided)

    async def article_changed(self, session: Session, event: ArticleChanged) -> None:
        """Let the next search see the change; subscribe this to `ArticleChanged`."""
        await self.index.article_changed(session, event)
        await write_later(session)
        await learn_later(session)

    @property
    def embedding(self) -> EmbeddingModel:
        """The model whose vectors are searched."""
        return self.dense.embedding

    @property
    def vectors(self) -> Vectors | None:
        """The store of those vectors."""
        return self.dense.vectors

    def health(self) -> dict[str, str]:
        """For `/readyz`: whether the vector store can be asked, and whether it has everything."""
        reason = self.dense.trouble()
        waiting = self.keeper.waiting() if self.keeper else 0
        return {
            "dense": f"unavailable: {reason}" if reason else "ok",
            "vectors": f"indexing: {waiting} texts are to come" if waiting else "ok",
        }


def _best(attempts: Sequence[_Attempt]) -> _Attempt:
    """The first language's attempt, unless only another one has an answer, or anything at all."""
    best = attempts[0]
    for attempt in attempts[1:]:
        sure = attempt.decided.decision == "answer" and attempt.decided.confidence >= FOREIGN
        if not best.decided.articles or sure:
            best = attempt
    return best


def _result(
    question: Question, view: WorkspaceView, attempts: Sequence[_Attempt], limit: int
) -> SearchResult:
    degraded = _degraded(view, attempts)
    if not attempts:
        return SearchResult((), 0.0, "handover", question.spoken, {}, degraded)
    best = _best(attempts)
    return SearchResult(
        tuple(_items(view, best, limit)),
        round(best.decided.confidence, 4),
        best.decided.decision,
        question.spoken if question.certain else best.retrieved.language,
        {},
        degraded,
    )


def _items(view: WorkspaceView, best: _Attempt, limit: int) -> Iterator[Found]:
    decided = zip(best.decided.articles, best.decided.scores, strict=True)
    judged = {one.article.document.id: one.judged[0] for one in best.chosen.candidates}
    read = [(one, score) for one, score in decided if one.document.id in judged]
    for article, score in read[:limit]:
        document, quoted = article.document, judged[article.document.id]
        yield Found(
            document.id,
            document.slug,
            document.title,
            quoted.passage.heading,
            quoted.passage.text,
            document.url or (view.pages.of(document) if view.pages else None),
            document.language,
            round(score, 4),
            article.evidence.legs(),
            document.approved_answer,
            quoted.quote,
        )


def _degraded(view: WorkspaceView, attempts: Sequence[_Attempt]) -> str | None:
    """What did not work, in words for staff."""
    troubles = [] if view.complete else [WRITING]
    for attempt in attempts:
        if attempt.retrieved.trouble:
            troubles.append(f"semantic search unavailable: {attempt.retrieved.trouble}")
        if attempt.chosen.trouble:
            troubles.append(attempt.chosen.trouble)
    return "; ".join(dict.fromkeys(troubles)) or None


class _Timings:
    """How long each step took, in milliseconds."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """The step of this name has ended."""
        now = time.perf_counter()
        self._laps[name] = round(self._laps.get(name, 0.0) + (now - self._last) * 1000, 3)
        self._last = now

    def all(self) -> dict[str, float]:
        """All steps, and the whole search."""
        total = round((time.perf_counter() - self._started) * 1000, 3)
        return {**self._laps, "total": total}


__all__ = ["Found", "KnowledgeSearch", "SearchResult"]

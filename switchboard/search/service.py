"""Finds the passage that answers a question, and says how sure it is."""

from __future__ import annotations

import time
from dataclasses import replace

from switchboard.articles.events import ArticleChanged
from switchboard.articles.models import Audience
from switchboard.core.db import Session
from switchboard.llm.port import EmbeddingModel
from switchboard.llm.rerank import Reranker
from switchboard.search.classifier_cache import Heads
from switchboard.search.dense import DenseLeg, Former
from switchboard.search.hybrid_search import Asking, Legs
from switchboard.search.index import KnowledgeIndex
from switchboard.search.result import Found, SearchResult
from switchboard.search.vector_reconciler import Keeper
from switchboard.search.vectors import Vectors

QUERY_CHARACTERS = 2_000
"""What is read of a question."""


class KnowledgeSearch:
    """Searches the articles of workspaces."""

    def __init__(
        self,
        index: KnowledgeIndex,
        embedding: EmbeddingModel,
        vectors: Vectors | None,
        keeper: Keeper | None = None,
        reranker: Reranker | None = None,
        former: Former | None = None,
    ) -> None:
        """Args: `vectors` may be absent: then the lexical legs answer alone. `keeper` looks after
        them. `reranker` has the last word on the order. `former` gives the model before."""
        self._index = index
        self.keeper = keeper
        self._dense = DenseLeg(embedding, vectors, keeper, former)
        self._heads = Heads(index.shelf, self._dense)
        self._legs = Legs(self._dense, self._heads, reranker)

    @property
    def embedding(self) -> EmbeddingModel:
        """The model whose vectors are searched."""
        return self._dense.embedding

    @property
    def dense(self) -> DenseLeg:
        """The embedding model and its vectors, as they are asked."""
        return self._dense

    @property
    def index(self) -> KnowledgeIndex:
        """The articles as they are searched."""
        return self._index

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
        started = time.perf_counter()
        shelf = await self._index.shelf(workspace_id)
        query = query[:QUERY_CHARACTERS]
        asking = Asking(self._legs, workspace_id, shelf, query, audience, limit, explain=explain)
        result = await asking.search(language)
        items = tuple(
            item if item.url else replace(item, url=shelf.page_of(item.article_id, item.language))
            for item in result.items
        )
        timings = {**asking.timings, "total": _milliseconds(started)}
        return replace(result, items=items, timings=timings)

    async def article_changed(self, session: Session, event: ArticleChanged) -> None:
        """Let the next search see the change; subscribe this to `ArticleChanged`."""
        await self._index.article_changed(session, event)

        async def learn_again() -> None:
            self._heads.changed(event.workspace_id)

        session.after_commit(learn_again)

    async def learned(self, workspace_id: str) -> None:
        """Return when the workspace's heads have learned all there is to learn at present."""
        await self._heads.learn(workspace_id)

    async def close(self) -> None:
        """Stop what runs beside."""
        await self._heads.close()

    def health(self) -> dict[str, str]:
        """For `/readyz`: whether the vector store can be asked, and whether it has everything."""
        reason = self._dense.trouble()
        waiting = self.keeper.waiting() if self.keeper else 0
        return {
            "dense": f"unavailable: {reason}" if reason else "ok",
            "vectors": f"indexing: {waiting} texts are to come" if waiting else "ok",
        }


def _milliseconds(since: float) -> float:
    return round((time.perf_counter() - since) * 1000, 3)


__all__ = ["Found", "KnowledgeSearch", "SearchResult"]

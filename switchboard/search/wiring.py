"""Puts the collaborators of knowledge together for a process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from switchboard.articles.pages import ArticlePages
from switchboard.core.db import Database
from switchboard.core.jobs import Work
from switchboard.core.provide import Services
from switchboard.llm.port import EmbeddingModel
from switchboard.llm.rerank import Reranker
from switchboard.search.dense import Former
from switchboard.search.index import KnowledgeIndex
from switchboard.search.jobs import KnowledgeJobs
from switchboard.search.language import prepare
from switchboard.search.segment_store import KeptSegments
from switchboard.search.service import KnowledgeSearch
from switchboard.search.vector_reconciler import Keeper
from switchboard.search.vectors import Vectors

log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_knowledge(
    database: Database,
    embedding: EmbeddingModel,
    chroma_url: str,
    reranker: Reranker | None = None,
    kept: KeptSegments | None = None,
    pages: ArticlePages | None = None,
    former: Former | None = None,
) -> AsyncIterator[KnowledgeSearch]:
    """Searching, for as long as the context lasts. Chroma need not be there. `kept` are files that
    spare a restart most of its work. `former` gives the model whose vectors answer after a change
    of models, until the new ones are there.

    What a first question would have to wait for is made ready beside the caller.
    """
    vectors, index = Vectors(chroma_url), KnowledgeIndex(database, kept, pages)
    keeper = Keeper(database, embedding, vectors)
    search = KnowledgeSearch(index, embedding, vectors, keeper, reranker, former)
    warming = asyncio.create_task(_warm(index, vectors))
    try:
        yield search
    finally:
        await asyncio.gather(
            warming, search.close(), vectors.close(), index.close(), keeper.close()
        )


async def _warm(index: KnowledgeIndex, vectors: Vectors) -> None:
    try:
        await asyncio.to_thread(prepare)
        vectors.trouble()
        await index.warm()
    except Exception:
        # Whoever asks first waits a second longer, or hears of the same error.
        log.warning("knowledge_not_warmed", exc_info=True)


def knowledge_work(services: Services) -> list[Work]:
    """The kinds of job that knowledge wants done."""
    check = Work("knowledge.check", keeper_of(services).check, at_once=2)
    return [*jobs_of(services).work(), check]


async def keep_knowledge(services: Services) -> None:
    """Keep the vector store true to PostgreSQL, until cancelled; for one process or several."""
    await keeper_of(services).run()


def keeper_of(services: Services) -> Keeper:
    """Who looks after the vector store. Raises LookupError when there is none to look after."""
    keeper = services.get(KnowledgeSearch).keeper
    if keeper is None:
        raise LookupError("this process has no vector store")
    return keeper


def jobs_of(services: Services) -> KnowledgeJobs:
    """The work of knowledge, with the collaborators of the process's search."""
    search = services.get(KnowledgeSearch)
    return KnowledgeJobs(services.get(Database), search.embedding, vectors_of(services))


def vectors_of(services: Services) -> Vectors:
    """The process's vector store. Raises LookupError when it was opened without one."""
    vectors = services.get(KnowledgeSearch).vectors
    if vectors is None:
        raise LookupError("this process has no vector store")
    return vectors

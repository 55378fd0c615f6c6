"""Puts the collaborators of knowledge together for a process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from switchboard.articles.pages import ArticlePages
from switchboard.core.db import Database
from switchboard.core.jobs import Work
from switchboard.core.provide import Services
from switchboard.llm.port import EmbeddingModel
from switchboard.llm.rerank import Reranker
from switchboard.search.dense import Former
from switchboard.search.index import KnowledgeIndex
from switchboard.search.index_sync import IndexSync, WordJobs
from switchboard.search.jobs import KnowledgeJobs
from switchboard.search.language import prepare
from switchboard.search.learning import Learning
from switchboard.search.service import KnowledgeSearch
from switchboard.search.vector_reconciler import Keeper
from switchboard.search.vectors import Vectors

log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_knowledge(
    database: Database,
    embedding: EmbeddingModel,
    chroma_url: str,
    folder: Path,
    reranker: Reranker | None = None,
    pages: ArticlePages | None = None,
    former: Former | None = None,
    *,
    warm: bool = True,
) -> AsyncIterator[KnowledgeSearch]:
    """Searching, for as long as the context lasts. Chroma need not be there.

    Args:
        folder: where the indexes of words are, for all processes of a machine.
        pages: where articles can be read.
        former: gives the model whose vectors answer after a change of models, until the new ones
            are there.
        warm: make ready beside the caller what a first question would have to wait for.
    """
    vectors = Vectors(chroma_url)
    index = KnowledgeIndex(database, IndexSync(database, folder), pages)
    keeper = Keeper(database, embedding, vectors)
    search = KnowledgeSearch(database, index, embedding, vectors, keeper, reranker, former)
    warming = [asyncio.create_task(_warm(index, vectors))] if warm else []
    try:
        yield search
    finally:
        await asyncio.gather(
            *warming, vectors.close(), search.dense.close(), index.close(), keeper.close()
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
    index, learning = services.get(KnowledgeSearch).index, learning_of(services)
    return [
        *jobs_of(services).work(),
        Work("knowledge.check", keeper_of(services).check, at_once=2),
        # What changes while one runs is for the next.
        Work("knowledge.words", WordJobs(index.sync).write, key_until_begun=True),
        Work("knowledge.learn", learning.learn, at_once=1, key_until_begun=True),
    ]


async def keep_knowledge(services: Services) -> None:
    """Keep the index of words and the vector store true to PostgreSQL, until cancelled."""
    words = WordJobs(services.get(KnowledgeSearch).index.sync)
    await words.write_all(services.get(Database))
    await keeper_of(services).run()


def keeper_of(services: Services) -> Keeper:
    """Who looks after the vector store. Raises LookupError when there is none to look after."""
    keeper = services.get(KnowledgeSearch).keeper
    if keeper is None:
        raise LookupError("this process has no vector store")
    return keeper


def learning_of(services: Services) -> Learning:
    """What learns the classifiers. Its child is started for the first, and ends by itself."""
    search = services.get(KnowledgeSearch)
    return Learning(services.get(Database), search.dense)


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

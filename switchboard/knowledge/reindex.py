"""Rebuilds the vector store from PostgreSQL: after losing it, or with another embedding model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select, update

from switchboard.core.db import Database
from switchboard.knowledge.jobs import KnowledgeJobs
from switchboard.knowledge.models import Article, ArticleStatus, Chunk
from switchboard.knowledge.vectors import Vectors

Progress = Callable[[int, int], None]
"""Called with how many articles are done, and how many there are."""


async def reindex(
    database: Database, jobs: KnowledgeJobs, vectors: Vectors, progress: Progress | None = None
) -> int:
    """Empty the vector store of knowledge and fill it again; the number of articles.

    Searches go on meanwhile by their lexical leg. It may be broken off and started again.
    Raises VectorsUnavailable or a ModelError.
    """
    articles = await _published(database)
    done = 0
    for workspace_id in dict.fromkeys(workspace for workspace, _ in articles):
        await _forget(database, vectors, workspace_id)
        for article_id in (found for workspace, found in articles if workspace == workspace_id):
            await jobs.index_article(workspace_id, article_id)
            done += 1
            if progress:
                progress(done, len(articles))
    return done


async def _published(database: Database) -> Sequence[tuple[str, str]]:
    async with database.system() as session:
        rows = await session.execute(
            select(Article.workspace_id, Article.id)
            .where(Article.status == ArticleStatus.PUBLISHED)
            .order_by(Article.workspace_id, Article.id)
        )
        return [(workspace_id, article_id) for workspace_id, article_id in rows]


async def _forget(database: Database, vectors: Vectors, workspace_id: str) -> None:
    await vectors.drop_workspace(workspace_id)
    async with database.transaction(workspace_id) as session:
        await session.execute(
            update(Chunk).where(Chunk.workspace_id == workspace_id).values(indexed_with=None)
        )

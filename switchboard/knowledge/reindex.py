"""Rebuilds the vector store from PostgreSQL: after losing it, or with another embedding model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select, update

from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.knowledge.models import Article, ArticleStatus, Chunk
from switchboard.knowledge.opening import jobs_of, vectors_of
from switchboard.knowledge.vectors import Vectors

Progress = Callable[[str], None]
"""Told in a sentence how far it is."""

_EVERY = 25


async def reindex(services: Services, say: Progress) -> int:
    """Empty the vector store of knowledge and fill it again; the number of articles.

    Searches go on meanwhile by their lexical legs. It may be broken off and started again.
    Raises VectorsUnavailable or a ModelError.
    """
    database, jobs, vectors = services.get(Database), jobs_of(services), vectors_of(services)
    articles = await _published(database)
    done = 0
    for workspace_id in dict.fromkeys(workspace for workspace, _ in articles):
        await _forget(database, vectors, workspace_id)
        for article_id in (found for workspace, found in articles if workspace == workspace_id):
            await jobs.index_article(workspace_id, article_id)
            done += 1
            if done % _EVERY == 0 or done == len(articles):
                say(f"{done} of {len(articles)} articles indexed")
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

"""Rebuilds the vector store from PostgreSQL: after losing it, or with another embedding model."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select, update

from switchboard.articles.models import Article, ArticleStatus, Chunk
from switchboard.articles.workspace_version import lock_articles
from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.search.language import spoken
from switchboard.search.vectors import Vectors
from switchboard.search.wiring import jobs_of, vectors_of

Progress = Callable[[str], None]
"""Told in a sentence how far it is."""


async def reindex(services: Services, say: Progress) -> int:
    """Empty the vector store of knowledge and fill it again; the number of articles.

    Searches go on meanwhile by their lexical legs. It may be broken off: workers embed the rest.
    Raises VectorsUnavailable or a ModelError.
    """
    database, jobs, vectors = services.get(Database), jobs_of(services), vectors_of(services)
    articles = await _published(database)
    for workspace_id in articles:
        await _forget(database, vectors, workspace_id)
    total, done = await _to_embed(database, jobs.embedding.name), 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        say(f"{done} of {max(total, done)} texts embedded")

    for workspace_id in articles:
        await jobs.index_workspace(workspace_id, told)
    return sum(articles.values())


async def _published(database: Database) -> dict[str, int]:
    """How many published articles each workspace has."""
    async with database.system() as session:
        rows = await session.execute(
            select(Article.workspace_id, func.count().label("articles"))
            .where(Article.status == ArticleStatus.PUBLISHED)
            .group_by(Article.workspace_id)
            .order_by(Article.workspace_id)
        )
        return {row.workspace_id: row.articles for row in rows}


async def _to_embed(database: Database, model: str) -> int:
    async with database.system() as session:
        wanted = select(func.count()).select_from(Chunk).where(spoken(model, Chunk.language))
        return await session.scalar(wanted) or 0


async def _forget(database: Database, vectors: Vectors, workspace_id: str) -> None:
    await vectors.drop_workspace(workspace_id)
    async with database.transaction(workspace_id) as session:
        await lock_articles(session)
        await session.execute(
            update(Chunk).where(Chunk.workspace_id == workspace_id).values(indexed_with=None)
        )

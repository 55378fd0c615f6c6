"""What changed in a workspace's articles since an index last looked, read from PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from switchboard.core.db import Session
from switchboard.knowledge.models import (
    Article,
    ArticleStatus,
    Chunk,
    ChunkKind,
    KnowledgeVersion,
)
from switchboard.knowledge.segments import Document, Text

BATCH = 1_000
"""Articles read at once."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles that changed: their ids, the documents of those that are published, and after
    which article to go on (None: that was all)."""

    articles: Collection[str]
    documents: Sequence[Document]
    following: str | None


async def versions(session: Session) -> tuple[int, int]:
    """How often the workspace's content changed, and how often its vectors."""
    row = (
        await session.execute(
            select(KnowledgeVersion.content, KnowledgeVersion.vectors).where(
                KnowledgeVersion.workspace_id == session.workspace_id
            )
        )
    ).one_or_none()
    return (row.content, row.vectors) if row else (0, 0)


async def embedded(session: Session) -> frozenset[tuple[str, str, str]]:
    """The (language, audience, fingerprint) of which chunks have vectors."""
    rows = await session.execute(
        select(Chunk.language, Chunk.audience, Chunk.indexed_with)
        .where(Chunk.workspace_id == session.workspace_id, Chunk.indexed_with.is_not(None))
        .distinct()
    )
    return frozenset((row.language, row.audience, row.indexed_with or "") for row in rows)


async def changed(session: Session, *, since: int, after: str) -> Batch:
    """Articles that changed after the version `since`, in the order of their ids after `after`."""
    found = await session.execute(
        select(*_OF_ARTICLE)
        .where(
            Article.workspace_id == session.workspace_id,
            Article.revision > since,
            Article.id > after,
        )
        .order_by(Article.id)
        .limit(BATCH)
    )
    rows = found.all()
    published = [row for row in rows if row.status == ArticleStatus.PUBLISHED]
    chunks: dict[str, list[Any]] = defaultdict(list)
    wanted = select(*_OF_CHUNK).where(
        Chunk.workspace_id == session.workspace_id,
        Chunk.article_id.in_([row.id for row in published]),
    )
    for chunk in await session.execute(wanted.order_by(Chunk.article_id, Chunk.position)):
        chunks[chunk.article_id].append(chunk)
    return Batch(
        [row.id for row in rows],
        [_document(row, chunks[row.id]) for row in published],
        rows[-1].id if len(rows) == BATCH else None,
    )


async def gone(session: Session, known: Collection[str]) -> set[str]:
    """Which of these articles are not published any more; every published one has to be known.

    As nothing else can be missing, equal numbers mean equal articles: deleted ones are looked for
    only if there are any.
    """
    published = (
        Article.workspace_id == session.workspace_id,
        Article.status == ArticleStatus.PUBLISHED,
    )
    count = await session.scalar(select(func.count()).select_from(Article).where(*published))
    if count == len(known):
        return set()
    return set(known) - set(await session.scalars(select(Article.id).where(*published)))


def _document(article: Any, chunks: Sequence[Any]) -> Document:
    kinds: dict[str, list[Text]] = {kind: [] for kind in ChunkKind}
    for chunk in chunks:
        kinds[chunk.kind].append(Text(chunk.id, article.id, chunk.heading, chunk.text))
    return Document.of(
        article.id,
        article.slug,
        article.language,
        article.title,
        article.url,
        article.audience,
        kinds[ChunkKind.PASSAGE],
        kinds[ChunkKind.QUESTION],
        approved_answer=article.approved_answer,
    )


_OF_ARTICLE = (
    Article.id,
    Article.slug,
    Article.language,
    Article.title,
    Article.url,
    Article.audience,
    Article.approved_answer,
    Article.status,
)
_OF_CHUNK = (Chunk.id, Chunk.article_id, Chunk.kind, Chunk.heading, Chunk.text)

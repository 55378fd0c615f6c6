"""What changed in a workspace's articles since an index last looked, read from PostgreSQL."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from switchboard.articles.models import (
    Article,
    ArticleStatus,
    Chunk,
    ChunkKind,
    KnowledgeVersion,
)
from switchboard.core.db import Session
from switchboard.search.segments import Document, Text

BATCH = 1_000
"""Articles read at once."""

MOST = 0.8
"""The share of a language's chunks that must have a vector before the meaning is asked."""


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
    """The (language, audience, fingerprint) of which chunks have vectors.

    Not of languages of which less than `MOST` are embedded so far: what has no vector yet would
    seem to mean nothing like the question. While another model takes over, those of the model
    before it count until then.
    """
    number = func.count().label("number")
    own = (Chunk.language, Chunk.audience, Chunk.indexed_with, Chunk.former_fingerprint)
    rows = (
        await session.execute(
            select(*own, number).where(Chunk.workspace_id == session.workspace_id).group_by(*own)
        )
    ).all()
    present = _most([(row.language, row.audience, row.indexed_with, row.number) for row in rows])
    former = _most(
        [(row.language, row.audience, row.former_fingerprint, row.number) for row in rows]
    )
    complete = {language for language, _, _ in present}
    return present | {place for place in former if place[0] not in complete}


def _most(rows: Sequence[tuple[str, str, str | None, int]]) -> frozenset[tuple[str, str, str]]:
    """The places of the models that have embedded most of a language."""
    all_of, having = Counter[str](), Counter[tuple[str, str]]()
    for language, _, fingerprint, number in rows:
        all_of[language] += number
        having[language, fingerprint or ""] += number
    return frozenset(
        (language, audience, fingerprint)
        for language, audience, fingerprint, _ in rows
        if fingerprint and having[language, fingerprint] >= MOST * all_of[language]
    )


async def marks(session: Session) -> dict[str, bytes]:
    """Of each published article the mark of its present state."""
    found = await session.execute(
        select(Article.id, Article.revision, Article.content_hash, Article.updated_at).where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
        )
    )
    return {row.id: _mark(row) for row in found}


async def changed(session: Session, *, since: int, after: str) -> Batch:
    """Articles that changed after the version `since`, in the order of their ids after `after`."""
    wanted = select(*_OF_ARTICLE).where(Article.revision > since, Article.id > after)
    return await _read(session, wanted.limit(BATCH))


async def these(session: Session, articles: Sequence[str]) -> Batch:
    """These articles, at most `BATCH`, as far as they are there."""
    return await _read(session, select(*_OF_ARTICLE).where(Article.id.in_(articles)))


async def _read(session: Session, wanted: Select[*tuple[Any, ...]]) -> Batch:
    own = wanted.where(Article.workspace_id == session.workspace_id).order_by(Article.id)
    rows = (await session.execute(own)).all()
    published = [row for row in rows if row.status == ArticleStatus.PUBLISHED]
    chunks: dict[str, list[Any]] = defaultdict(list)
    texts = select(*_OF_CHUNK).where(
        Chunk.workspace_id == session.workspace_id,
        Chunk.article_id.in_([row.id for row in published]),
    )
    for chunk in await session.execute(texts.order_by(Chunk.article_id, Chunk.position)):
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
        mark=_mark(article),
    )


def _mark(article: Any) -> bytes:
    """The time is part of it: of two histories after a backup was restored, both may have the
    same content at the same revision, but not the same chunks."""
    state = f"{article.revision} {article.updated_at.timestamp()} {article.content_hash}"
    return hashlib.blake2b(state.encode(), digest_size=16).digest()


_OF_ARTICLE = (
    Article.id,
    Article.slug,
    Article.language,
    Article.title,
    Article.url,
    Article.audience,
    Article.approved_answer,
    Article.status,
    Article.revision,
    Article.content_hash,
    Article.updated_at,
)
_OF_CHUNK = (Chunk.id, Chunk.article_id, Chunk.kind, Chunk.heading, Chunk.text)

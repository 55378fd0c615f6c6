"""What search reads from PostgreSQL: how far the articles are, what changed, and their texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, Select, func, select

from switchboard.articles.models import (
    Article,
    ArticleStatus,
    Chunk,
    ChunkKind,
    KnowledgeVersion,
)
from switchboard.core.db import Session
from switchboard.search.documents import Document, Text
from switchboard.search.models import StoredClassifier

BATCH = 500
"""Articles read at once."""

EMBEDDED_SHARE = 0.8
"""The share of a language's chunks that must have a vector before the meaning is asked."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles that changed, in the order of their changes.

    Args:
        articles: their ids. `documents`: those of them that are published.
        revision: the last one's. `last`: whether there are no more.
    """

    articles: Collection[str]
    documents: Sequence[Document]
    revision: int
    last: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """The article of a chunk, and whether the chunk is a passage or a question."""

    article_id: str
    is_passage: bool


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

    Not of languages of which less than `EMBEDDED_SHARE` are embedded so far: what has no vector
    yet would seem to mean nothing like the question. While another model takes over, those of the
    model before it count until then.
    """
    number = func.count().label("number")
    key = (Chunk.language, Chunk.audience, Chunk.indexed_with, Chunk.former_fingerprint)
    rows = (
        await session.execute(
            select(*key, number).where(Chunk.workspace_id == session.workspace_id).group_by(*key)
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
        if fingerprint and having[language, fingerprint] >= EMBEDDED_SHARE * all_of[language]
    )


async def classifiers(session: Session) -> dict[str, int]:
    """For each language that has a classifier, how often it was learned."""
    rows = await session.execute(
        select(StoredClassifier.language, StoredClassifier.number).where(
            StoredClassifier.workspace_id == session.workspace_id,
            StoredClassifier.data.is_not(None),
        )
    )
    return {row.language: row.number for row in rows}


async def count_changed(session: Session, *, since: int, limit: int) -> int:
    """How many articles changed after the version `since`, counted up to `limit`."""
    changes = (
        select(Article.id)
        .where(Article.workspace_id == session.workspace_id, Article.revision > since)
        .limit(limit)
        .subquery()
    )
    return await session.scalar(select(func.count()).select_from(changes)) or 0


async def changed(session: Session, *, since: int) -> Batch:
    """The articles that changed after the version `since`, the first `BATCH` of them."""
    query = _articles(session).where(Article.revision > since).order_by(Article.revision)
    rows = (await session.execute(query.limit(BATCH))).all()
    published = {row.id: _document(row) for row in rows if row.status == ArticleStatus.PUBLISHED}
    documents = await with_texts(session, published)
    last = len(rows) < BATCH
    return Batch([row.id for row in rows], documents, rows[-1].revision if rows else since, last)


async def published(session: Session, language: str) -> list[Document]:
    """All published articles of a language with their texts."""
    query = _articles(session).where(
        Article.language == language, Article.status == ArticleStatus.PUBLISHED
    )
    known = {row.id: _document(row) for row in await session.execute(query)}
    return await with_texts(session, known)


async def documents(session: Session, articles: Collection[str]) -> dict[str, Document]:
    """Those of these articles that are published, without their texts."""
    if not articles:
        return {}
    query = _articles(session).where(
        Article.id.in_(articles), Article.status == ArticleStatus.PUBLISHED
    )
    return {row.id: _document(row) for row in await session.execute(query)}


async def with_texts(
    session: Session, known: Mapping[str, Document], *kinds: ChunkKind
) -> list[Document]:
    """These documents with their passages and questions, or with one of the two."""
    if not known:
        return []
    query = select(Chunk.id, Chunk.article_id, Chunk.kind, Chunk.heading, Chunk.text).where(
        Chunk.workspace_id == session.workspace_id,
        Chunk.article_id.in_(known.keys()),
        Chunk.kind.in_(kinds or tuple(ChunkKind)),
    )
    texts: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for row in await session.execute(query.order_by(Chunk.article_id, Chunk.position)):
        text = Text(row.id, row.article_id, row.heading, row.text)
        texts[row.article_id, row.kind].append(text)
    return [
        replace(
            document,
            passages=texts.get((document.id, ChunkKind.PASSAGE), document.passages),
            questions=texts.get((document.id, ChunkKind.QUESTION), document.questions),
        )
        for document in known.values()
    ]


async def owners(session: Session, chunks: Collection[str]) -> dict[str, Owner]:
    """Whose these chunks are, of those that are still there."""
    if not chunks:
        return {}
    rows = await session.execute(
        select(Chunk.id, Chunk.article_id, Chunk.kind).where(
            Chunk.workspace_id == session.workspace_id, Chunk.id.in_(chunks)
        )
    )
    return {row.id: Owner(row.article_id, row.kind == ChunkKind.PASSAGE) for row in rows}


async def chunk_texts(session: Session, chunks: Collection[str]) -> dict[str, Text]:
    """These chunks' texts, of those that are still there."""
    query = select(Chunk.id, Chunk.article_id, Chunk.heading, Chunk.text).where(
        Chunk.workspace_id == session.workspace_id, Chunk.id.in_(chunks)
    )
    rows = await session.execute(query)
    return {row.id: Text(row.id, row.article_id, row.heading, row.text) for row in rows}


async def count_chunks(session: Session) -> int:
    """How many texts the workspace's index should have: only published articles have chunks."""
    query = select(func.count()).where(Chunk.workspace_id == session.workspace_id)
    return await session.scalar(query) or 0


async def gone(session: Session, known: Collection[str]) -> set[str]:
    """Which of these articles are not published any more."""
    published = await session.scalars(
        select(Article.id).where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
        )
    )
    return set(known) - set(published)


def _articles(session: Session) -> Select[*tuple[Any, ...]]:
    return select(*_OF_ARTICLE).where(Article.workspace_id == session.workspace_id)


def _document(row: Row[*tuple[Any, ...]]) -> Document:
    return Document(
        row.id, row.slug, row.language, row.title, row.url, row.audience, row.approved_answer
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
    Article.revision,
)

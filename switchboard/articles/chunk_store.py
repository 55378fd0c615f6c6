"""Stores the chunks of an article, and updates them when its text changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select

from switchboard.articles.models import Article, ArticleStatus, Chunk, ChunkKind
from switchboard.core import heavy
from switchboard.core.db import Session
from switchboard.core.errors import Invalid
from switchboard.core.ids import new_id
from switchboard.core.jobs import enqueue
from switchboard.documents.chunking import passages

_SEPARATOR = "\x1f"
MAX_INLINE_CHARACTERS = 4_000
"""A longer text is split in a child process, so that it does not hold the event loop."""


@dataclass(frozen=True, slots=True)
class _NewChunk:
    kind: ChunkKind
    heading: str
    text: str
    content_hash: str


async def rewrite_chunks(session: Session, article: Article, *, delete_all: bool = False) -> None:
    """Make the stored chunks those of the article as it is now.

    A chunk whose content stays keeps its id, and so its vector. Vectors of chunks that go are
    removed by a job. Drafts, and articles that are about to be deleted (`delete_all`), have none.
    """
    old = {
        chunk.content_hash: chunk
        for chunk in await session.scalars(select(Chunk).where(Chunk.article_id == article.id))
    }
    published = not delete_all and article.status == ArticleStatus.PUBLISHED
    for position, part in enumerate(await _parts(article) if published else ()):
        unchanged = old.pop(part.content_hash, None)
        if unchanged:
            unchanged.position = position
        else:
            session.add(_chunk(article, part, position))
    await session.flush()
    await _remove(session, list(old.values()))


def embedding_text(title: str, kind: str, heading: str, text: str) -> str:
    """What the embedding model reads of a chunk: a question alone, a passage with its headings."""
    parts = [text] if kind == ChunkKind.QUESTION else [title, heading, text]
    return "\n".join(part for part in parts if part)


async def _parts(article: Article) -> Iterable[_NewChunk]:
    """Passages, then questions, of which the title is the first; each content only once.

    An article that only has an approved answer is found and quoted by that.
    """
    chunks: dict[str, _NewChunk] = {}
    place, title = (article.language, article.audience), article.title
    # Thousands of passages may be the same; each costs a hash only once.
    for heading, text in dict.fromkeys(map(tuple, await _passages(article))):
        key = _hash((*place, ChunkKind.PASSAGE, title, heading, text))
        chunks.setdefault(key, _NewChunk(ChunkKind.PASSAGE, heading, text, key))
    for question in (title, *article.questions):
        key = _hash((*place, ChunkKind.QUESTION, "", "", question))
        chunks.setdefault(key, _NewChunk(ChunkKind.QUESTION, "", question, key))
    return chunks.values()


async def _passages(article: Article) -> list[tuple[str, str]]:
    """Raises Invalid when the text cannot be split within the time limit."""
    body = article.body or article.approved_answer or ""
    if len(body) <= MAX_INLINE_CHARACTERS:
        return passages(body, article.title)
    try:
        return await heavy.run(passages, body, article.title)
    except heavy.TooHeavy as error:
        raise Invalid("This article is too long or too deeply nested.") from error


def _hash(content: tuple[str, ...]) -> str:
    """Language and audience belong to the content: vectors are stored apart by them."""
    return hashlib.sha256(_SEPARATOR.join(content).encode()).hexdigest()


def _chunk(article: Article, part: _NewChunk, position: int) -> Chunk:
    return Chunk(
        id=new_id("chk"),
        workspace_id=article.workspace_id,
        article_id=article.id,
        kind=part.kind,
        position=position,
        heading=part.heading,
        text=part.text,
        content_hash=part.content_hash,
        language=article.language,
        audience=article.audience,
    )


async def _remove(session: Session, chunks: list[Chunk]) -> None:
    if not chunks:
        return
    await session.execute(delete(Chunk).where(Chunk.id.in_([chunk.id for chunk in chunks])))
    places: dict[tuple[str, str, str], list[str]] = {}
    for chunk in chunks:
        if chunk.indexed_with:
            place = (chunk.language, chunk.audience, chunk.indexed_with)
            places.setdefault(place, []).append(chunk.id)
    for (language, audience, fingerprint), ids in places.items():
        await enqueue(
            session,
            "knowledge.forget",
            {"language": language, "audience": audience, "fingerprint": fingerprint, "ids": ids},
        )

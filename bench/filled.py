"""Fills workspaces with made-up articles by SQL, and the vector store with vectors for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import numpy as np
import numpy.typing as npt

from bench.corpus import MadeUp
from switchboard.articles.chunk_store import embedding_text
from switchboard.core.clock import now
from switchboard.core.ids import new_id
from switchboard.llm import e5
from switchboard.llm.bert_graph import HIDDEN
from switchboard.search.vectors import Place, Vectors

DIMENSIONS = HIDDEN
Array = npt.NDArray[np.float32]

_ARTICLES = (
    "id", "workspace_id", "slug", "language", "title", "body", "questions", "status", "audience",
    "group_id", "category", "content_hash", "version", "revision", "created_at", "updated_at",
)  # fmt: skip
_CHUNKS = (
    "id", "workspace_id", "article_id", "kind", "position", "heading", "text", "content_hash",
    "language", "audience", "indexed_with",
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """What a workspace was filled with; `embedded` are (chunk id, text) in the order stored."""

    workspace_id: str
    articles: Sequence[MadeUp]
    embedded: Sequence[tuple[str, str]]


async def fill(
    connection: asyncpg.Connection[Any],
    workspace_id: str,
    articles: Sequence[MadeUp],
    *,
    embedded: str | None,
) -> Filled:
    """Write articles and chunks as the product would have.

    Args:
        embedded: the language whose chunks have vectors; none: nothing has.
    """
    rows: list[tuple[Any, ...]] = []
    chunks: list[tuple[Any, ...]] = []
    for article in articles:
        article_id = new_id("art")
        rows.append(_article(article_id, workspace_id, article, len(rows) + 1))
        fingerprint = e5.fingerprint(e5.shipped_mean()) if article.language == embedded else None
        for position, (kind, heading, text) in enumerate(_texts(article)):
            chunk = (new_id("chk"), workspace_id, article_id, kind, position, heading, text)
            place = (article.language, "public", fingerprint)
            chunks.append((*chunk, _hash(text), *place))
    async with connection.transaction():
        await connection.copy_records_to_table("articles", records=rows, columns=_ARTICLES)
        await connection.copy_records_to_table("chunks", records=chunks, columns=_CHUNKS)
        await connection.execute(_VERSION, workspace_id, len(rows))
    titles = {row[0]: row[4] for row in rows}
    stored = [
        (row[0], embedding_text(titles[row[2]], row[3], row[5], row[6]))
        for row in chunks
        if row[-1]
    ]
    return Filled(workspace_id, articles, stored)


async def store(vectors: Vectors, filled: Filled, language: str, made: Array) -> None:
    """Put a vector for each embedded chunk into the store."""
    place = Place(filled.workspace_id, language, "public", e5.fingerprint(e5.shipped_mean()))
    await vectors.upsert(place, [chunk for chunk, _ in filled.embedded], made)


def clustered(count: int, seed: int) -> Array:
    """Unit vectors that lie as embeddings of text do: in clusters, and near few dimensions.

    400 topics, each spread over 40 directions of its own, with a little noise in all.
    """
    chance = np.random.default_rng(seed)
    topics = chance.standard_normal((400, DIMENSIONS), dtype=np.float32)
    own = chance.standard_normal((400, 40, DIMENSIONS), dtype=np.float32) / np.sqrt(40)
    at = chance.integers(0, 400, count)
    made = np.empty((count, DIMENSIONS), np.float32)
    for topic in range(400):
        rows = np.flatnonzero(at == topic)
        spread = chance.standard_normal((len(rows), 40), dtype=np.float32) @ own[topic]
        noise = chance.standard_normal((len(rows), DIMENSIONS), dtype=np.float32)
        made[rows] = topics[topic] + 0.9 * spread + 0.2 * noise
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def _article(article_id: str, workspace_id: str, article: MadeUp, revision: int) -> tuple[Any, ...]:
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in article.passages)
    return (
        article_id,
        workspace_id,
        article_id,
        article.language,
        article.title,
        body,
        json.dumps([article.question]),
        "published",
        "public",
        new_id("grp"),
        "",
        _hash(body),
        1,
        revision,
        now(),
        now(),
    )


def _texts(article: MadeUp) -> list[tuple[str, str, str]]:
    passages = [("passage", heading, text) for heading, text in article.passages]
    return [*passages, ("question", "", article.title), ("question", "", article.question)]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_VERSION = """
INSERT INTO knowledge_versions (workspace_id, content, vectors) VALUES ($1, $2, 1)
ON CONFLICT (workspace_id) DO UPDATE SET content = $2, vectors = knowledge_versions.vectors + 1
"""

"""Compares a workspace's passages with one another, and keeps what contradicts itself."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from switchboard.articles import Article
from switchboard.articles.models import ArticleStatus, Chunk, ChunkKind, KnowledgeVersion
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.ids import new_id
from switchboard.core.text import fold
from switchboard.insights.contradictions import Disagreement, Passage, disagreements
from switchboard.insights.digest import locked_mark
from switchboard.insights.models import Contradiction, InsightMark
from switchboard.search.text_analysis import tokens

PASSAGES = 30_000
"""How many passages are compared; beyond them the newest articles alone."""

KEPT = 200
"""The most contradictions kept of one comparison: nobody reads more."""


async def compare(database: Database, workspace_id: str) -> bool:
    """Look again at every article that changed since the last time; False if none did."""
    async with database.transaction(workspace_id) as session:
        mark = await session.get(InsightMark, workspace_id)
        since = mark.compared if mark else -1
        present = await session.scalar(
            select(KnowledgeVersion.content).where(KnowledgeVersion.workspace_id == workspace_id)
        )
        if present is None or present == since:
            return False
        changed = set(await _changed(session, since))
        passages = await _passages(session)
        questions = await _questions(session)
    found = await asyncio.to_thread(disagreements, passages, changed)
    rows = [_row(workspace_id, one) for one in found[:KEPT]]
    rows += _asked_twice(workspace_id, questions, changed)
    async with database.transaction(workspace_id) as session:
        await _keep(session, rows, changed)
        mark = await locked_mark(session)
        mark.compared, mark.compared_at = present, now()
    return True


async def _changed(session: Session, since: int) -> Sequence[str]:
    found = await session.scalars(
        select(Article.id).where(
            Article.workspace_id == session.workspace_id, Article.revision > since
        )
    )
    return found.all()


async def _passages(session: Session) -> list[Passage]:
    rows = await session.execute(
        select(Article.id, Article.title, Article.language, Chunk.heading, Chunk.text)
        .join(Chunk, Chunk.article_id == Article.id)
        .where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
            Chunk.kind == ChunkKind.PASSAGE,
        )
        .order_by(Article.id.desc(), Chunk.position)
        .limit(PASSAGES)
    )
    return [Passage(*row) for row in rows]


async def _questions(session: Session) -> Sequence[Any]:
    rows = await session.execute(
        select(Article.id, Article.title, Article.language, Article.audience, Chunk.text)
        .join(Chunk, Chunk.article_id == Article.id)
        .where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
            Chunk.kind == ChunkKind.QUESTION,
        )
        .order_by(Article.id.desc())
        .limit(PASSAGES)
    )
    return rows.all()


def _asked_twice(
    workspace_id: str, questions: Sequence[Any], changed: set[str]
) -> list[dict[str, Any]]:
    """Questions that two articles list, so that nobody can tell which one is meant."""
    listed: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in questions:
        listed[row.language, row.audience, fold(" ".join(tokens(row.text)))].append(row)
    rows = []
    for (language, _, wording), own in listed.items():
        articles = list({row.id: row for row in own}.values())
        for other in articles[1:]:
            first = articles[0]
            if not {first.id, other.id} & changed or not wording:
                continue
            key = sha256(repr(("question", sorted((first.id, other.id)), wording)).encode())
            rows.append(
                _fields(workspace_id, key.hexdigest()[:40], "question", language, 1.0)
                | {"first_id": first.id, "second_id": other.id}
                | {"first": _asked(first), "second": _asked(other)}
            )
    return rows[:KEPT]


def _row(workspace_id: str, one: Disagreement) -> dict[str, Any]:
    language = one.first.passage.language
    return _fields(workspace_id, one.key, one.kind, language, round(one.similarity, 3)) | {
        "first_id": one.first.passage.article_id,
        "second_id": one.second.passage.article_id,
        "first": _side(one.first.passage, one.first.text),
        "second": _side(one.second.passage, one.second.text),
    }


def _fields(
    workspace_id: str, key: str, kind: str, language: str, similarity: float
) -> dict[str, Any]:
    return {
        "id": new_id("cdn"),
        "workspace_id": workspace_id,
        "key": key,
        "kind": kind,
        "language": language,
        "similarity": similarity,
        "found_at": now(),
    }


def _side(passage: Passage, sentence: str) -> dict[str, Any]:
    return {
        "title": passage.title,
        "heading": passage.heading,
        "passage": passage.text[:1_000],
        "sentence": sentence,
    }


def _asked(row: Any) -> dict[str, Any]:
    return {"title": row.title, "heading": "", "passage": row.text, "sentence": row.text}


async def _keep(session: Session, rows: Sequence[dict[str, Any]], changed: set[str]) -> None:
    """Drop what is true of the changed articles no more; what was dismissed stays dismissed."""
    await session.execute(
        delete(Contradiction).where(
            Contradiction.workspace_id == session.workspace_id,
            or_(Contradiction.first_id.in_(changed), Contradiction.second_id.in_(changed)),
            Contradiction.key.not_in([row["key"] for row in rows]),
        )
    )
    if not rows:
        return
    standing = set(
        await session.scalars(
            select(Article.id).where(
                Article.id.in_({row[side] for row in rows for side in ("first_id", "second_id")})
            )
        )
    )
    still = [row for row in rows if {row["first_id"], row["second_id"]} <= standing]
    if still:
        await session.execute(insert(Contradiction).values(still).on_conflict_do_nothing())

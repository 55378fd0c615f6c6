"""Compares what changed in a workspace with what says nearly the same, and keeps what disagrees.

What it costs grows with what changed, not with what there is: each passage is kept with the keys
that another must share with it to be alike, and only those are fetched. Words are read and
compared in a child process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import structlog
from sqlalchemy import ARRAY, BigInteger, any_, delete, literal, or_, select
from sqlalchemy.dialects.postgresql import insert

from switchboard.articles import Article
from switchboard.articles.models import ArticleStatus, Chunk, ChunkKind, KnowledgeVersion
from switchboard.core import heavy
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.ids import new_id
from switchboard.core.text import fold
from switchboard.insights.contradictions import compared, key_of, keys
from switchboard.insights.digest import locked_mark
from switchboard.insights.models import ChunkKey, Contradiction, InsightMark
from switchboard.search.text_analysis import tokens

log = structlog.get_logger(__name__)

ARTICLES_AT_ONCE = 100
"""Changed articles that are compared together; more come one batch after the other."""

MAX_ALIKE = 2_000
"""Chunks that may be alike to those of a batch. What many say alike, most say on purpose."""

KEPT = 200
"""The most contradictions kept of one comparison: nobody reads more."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A passage or question of a published article."""

    id: str
    kind: str
    audience: str
    article_id: str
    title: str
    language: str
    heading: str
    text: str

    @property
    def passage(self) -> list[str]:
        """As `contradictions.Passage` has it."""
        return [self.article_id, self.title, self.language, self.heading, self.text]

    @property
    def wording(self) -> str:
        """A question's words, however they are written."""
        return fold(" ".join(tokens(self.text)))

    @property
    def is_question(self) -> bool:
        return self.kind == ChunkKind.QUESTION


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
        changed = list(await _changed(session, since))
    rows: dict[str, dict[str, Any]] = {}
    for start in range(0, len(changed), ARTICLES_AT_ONCE):
        batch = changed[start : start + ARTICLES_AT_ONCE]
        rows |= await _compare_or_halve(database, workspace_id, batch)
    kept = sorted(rows.values(), key=lambda row: -row["similarity"])[: 2 * KEPT]
    async with database.transaction(workspace_id) as session:
        await _keep(session, kept, set(changed))
        mark = await locked_mark(session)
        mark.compared, mark.compared_at = present, now()
    return True


async def _compare_or_halve(
    database: Database, workspace_id: str, changed: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """A batch that takes too long is compared by halves; an article that does is left out."""
    try:
        return await _compare_batch(database, workspace_id, changed)
    except heavy.TooHeavy:
        if len(changed) == 1:
            log.warning("article_not_compared", article=changed[0])
            return {}
    middle = len(changed) // 2
    first = await _compare_or_halve(database, workspace_id, changed[:middle])
    return first | await _compare_or_halve(database, workspace_id, changed[middle:])


async def _compare_batch(
    database: Database, workspace_id: str, changed: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """What the changed articles disagree about, with one another and with all read before them."""
    async with database.transaction(workspace_id) as session:
        own = await _chunks(session, Article.id.in_(changed))
    found = await _keys(workspace_id, own)
    async with database.transaction(workspace_id) as session:
        await _keep_keys(session, [one.id for one in own], found)
        alike = await _alike(session, found)
        others = await _chunks(session, Chunk.id.in_(alike))
    passages = [one.passage for one in (*own, *others) if not one.is_question]
    rows = [_row(workspace_id, one) for one in await _disagreements(passages, changed)]
    rows += _asked_twice(workspace_id, [*own, *others], set(changed))
    return {row["key"]: row for row in rows}


async def _disagreements(passages: list[list[str]], changed: Sequence[str]) -> list[dict[str, Any]]:
    return await heavy.run(compared, passages, list(changed), KEPT)


async def _keys(workspace_id: str, chunks: Sequence[_Chunk]) -> dict[str, list[int]]:
    """What each chunk is found by."""
    passages = [one for one in chunks if not one.is_question]
    found = await heavy.run(keys, workspace_id, [one.passage for one in passages])
    asked = {
        one.id: [key_of(workspace_id, "question", one.language, one.audience, one.wording)]
        for one in chunks
        if one.is_question and one.wording
    }
    return {one.id: own for one, own in zip(passages, found, strict=True) if own} | asked


async def _keep_keys(
    session: Session, chunk_ids: Sequence[str], found: dict[str, list[int]]
) -> None:
    """Chunks that are there no more have lost theirs with themselves."""
    await session.execute(delete(ChunkKey).where(ChunkKey.chunk_id.in_(chunk_ids)))
    # One of them may have gone meanwhile: its article has changed again, and is looked at again.
    standing = await session.scalars(
        select(Chunk.id).where(Chunk.id.in_(found)).order_by(Chunk.id).with_for_update(read=True)
    )
    rows = [
        {"workspace_id": session.workspace_id, "key": key, "chunk_id": chunk_id}
        for chunk_id in standing
        for key in found[chunk_id]
    ]
    if rows:
        await session.execute(insert(ChunkKey), rows)


async def _alike(session: Session, found: dict[str, list[int]]) -> Sequence[str]:
    """Other chunks that share a key with one of these."""
    wanted = sorted({key for own in found.values() for key in own})
    alike = await session.scalars(
        select(ChunkKey.chunk_id)
        .where(
            ChunkKey.workspace_id == session.workspace_id,
            ChunkKey.key == any_(literal(wanted, ARRAY(BigInteger))),
            ChunkKey.chunk_id.not_in(found),
        )
        .distinct()
        .limit(MAX_ALIKE)
    )
    return alike.all()


async def _changed(session: Session, since: int) -> Sequence[str]:
    found = await session.scalars(
        select(Article.id)
        .where(Article.workspace_id == session.workspace_id, Article.revision > since)
        .order_by(Article.revision, Article.id)
    )
    return found.all()


async def _chunks(session: Session, which: Any) -> list[_Chunk]:
    rows = await session.execute(
        select(
            Chunk.id,
            Chunk.kind,
            Article.audience,
            Article.id,
            Article.title,
            Article.language,
            Chunk.heading,
            Chunk.text,
        )
        .join(Article, Chunk.article_id == Article.id)
        .where(
            Article.workspace_id == session.workspace_id,
            Article.status == ArticleStatus.PUBLISHED,
            which,
        )
        .order_by(Article.id.desc(), Chunk.position)
    )
    return [_Chunk(*row) for row in rows]


def _asked_twice(
    workspace_id: str, chunks: Sequence[_Chunk], changed: set[str]
) -> list[dict[str, Any]]:
    """Questions that two articles list, so that nobody can tell which one is meant."""
    listed: dict[tuple[str, str, str], dict[str, _Chunk]] = defaultdict(dict)
    for one in chunks:
        if one.is_question and (wording := one.wording):
            listed[one.language, one.audience, wording].setdefault(one.article_id, one)
    rows = []
    for (language, _, wording), own in listed.items():
        first, *others = own.values()
        for other in others:
            pair = sorted((first.article_id, other.article_id))
            if changed.isdisjoint(pair):
                continue
            key = sha256(repr(("question", pair, wording)).encode()).hexdigest()[:40]
            rows.append(
                _fields(workspace_id, key, "question", language, 1.0)
                | {"first_id": first.article_id, "second_id": other.article_id}
                | {"first": _asked(first), "second": _asked(other)}
            )
    return rows[:KEPT]


def _row(workspace_id: str, one: dict[str, Any]) -> dict[str, Any]:
    first, second = one["sides"]
    similarity = round(one["similarity"], 3)
    return _fields(workspace_id, one["key"], one["kind"], one["language"], similarity) | {
        "first_id": first[0],
        "second_id": second[0],
        "first": _side(*first[1:]),
        "second": _side(*second[1:]),
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


def _side(title: str, heading: str, text: str, sentence: str) -> dict[str, Any]:
    return {"title": title, "heading": heading, "passage": text[:1_000], "sentence": sentence}


def _asked(one: _Chunk) -> dict[str, Any]:
    return {"title": one.title, "heading": "", "passage": one.text, "sentence": one.text}


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

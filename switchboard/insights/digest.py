"""Reads the assistant's turns since the last time: which articles answered, what nobody could."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert

from switchboard.assistant.models import Turn
from switchboard.assistant.offer import OFFERED
from switchboard.conversations import Entry
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.ids import new_id
from switchboard.handover import Reason
from switchboard.insights.grouping import Asked, Group, Vector, closest, mean_with
from switchboard.insights.models import ArticleUse, InsightMark, MissedQuestion
from switchboard.llm.errors import ModelError
from switchboard.llm.port import EmbeddingModel
from switchboard.search.language import speaks

SETTLED = timedelta(seconds=5)
"""Turns younger than this are left for the next time: one may yet be committed before them."""

BATCH = 500
GROUPS = 400
"""With how many of the newest groups of its language a question is compared."""

EXAMPLES = 5
QUESTION_CHARACTERS = 300

MISSED = (Reason.NOTHING_FOUND, Reason.NOT_SURE, Reason.UNGROUNDED, Reason.MODEL_HANDED_OVER)
"""The reasons for which a person was called because the knowledge had no answer."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that nothing answered."""

    text: str
    language: str
    conversation_id: str
    at: datetime


@dataclass(slots=True)
class Batch:
    """Some turns, read: what they used, what they missed, and where they end."""

    uses: Counter[tuple[date, str]] = field(default_factory=Counter)
    options: Counter[tuple[date, str]] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    end: tuple[datetime, str] | None = None
    start: tuple[datetime | None, str | None] = (None, None)
    full: bool = False


async def digest(
    database: Database, embedding: EmbeddingModel, workspace_id: str, until: datetime | None = None
) -> int:
    """Take in every turn since the last time; the number of batches that took.

    The model is asked between transactions. A second digest at the same time does no harm: who
    finds the mark moved drops what it read.
    """
    until = until or now() - SETTLED
    batches = 0
    while True:
        async with database.transaction(workspace_id) as session:
            batch = await _read(session, until)
        vectors = await _embedded(embedding, batch.misses)
        async with database.transaction(workspace_id) as session:
            await _keep(session, batch, vectors, embedding.fingerprint)
        batches += 1
        if not batch.full:
            return batches


async def _read(session: Session, until: datetime) -> Batch:
    mark = await session.get(InsightMark, session.workspace_id)
    query = (
        select(
            Turn.id,
            Turn.conversation_id,
            Turn.outcome,
            Turn.reason,
            Turn.language,
            Turn.query,
            Turn.created_at,
            Entry.sources,
        )
        .outerjoin(Entry, Entry.id == Turn.entry_id)
        .where(Turn.workspace_id == session.workspace_id, Turn.created_at <= until)
        .order_by(Turn.created_at, Turn.id)
        .limit(BATCH)
    )
    batch = Batch()
    if mark and mark.turn_at and mark.turn_id:
        batch.start = (mark.turn_at, mark.turn_id)
        query = query.where(tuple_(Turn.created_at, Turn.id) > tuple_(mark.turn_at, mark.turn_id))
    rows = (await session.execute(query)).all()
    for row in rows:
        _take_in(batch, row)
    batch.end = (rows[-1].created_at, rows[-1].id) if rows else None
    batch.full = len(rows) == BATCH
    return batch


def _take_in(batch: Batch, turn: Any) -> None:
    if turn.reason == OFFERED or (turn.outcome == "handover" and turn.reason in MISSED):
        _miss(batch, turn)
        return
    articles = {source["article_id"] for source in turn.sources or ()}
    counted = {"reply": batch.uses, "resolve": batch.uses, "clarify": batch.options}
    if turn.outcome in counted:
        day = turn.created_at.date()
        counted[turn.outcome].update((day, article) for article in articles)


def _miss(batch: Batch, turn: Any) -> None:
    """A question that was handed over, or declined with an offer, for want of an answer."""
    if text := " ".join((turn.query or "").split())[:QUESTION_CHARACTERS]:
        batch.misses.append(Miss(text, turn.language or "", turn.conversation_id, turn.created_at))


async def _embedded(embedding: EmbeddingModel, misses: Sequence[Miss]) -> list[Vector | None]:
    """The vectors of those in a language the model understands; without the model, of none."""
    vectors: list[Vector | None] = [None] * len(misses)
    places = [at for at, miss in enumerate(misses) if speaks(embedding.name, miss.language)]
    if not places:
        return vectors
    try:
        made = await embedding.embed([misses[at].text for at in places], kind="query")
    except ModelError:
        return vectors
    for at, vector in zip(places, made, strict=True):
        vectors[at] = np.asarray(vector, np.float32)
    return vectors


async def _keep(
    session: Session, batch: Batch, vectors: Sequence[Vector | None], fingerprint: str
) -> None:
    mark = await locked_mark(session)
    if (mark.turn_at, mark.turn_id) != batch.start:
        return
    await _count(session, batch)
    await _group(session, batch.misses, vectors, fingerprint)
    if batch.end:
        mark.turn_at, mark.turn_id = batch.end
    mark.digested_at = now()


async def locked_mark(session: Session) -> InsightMark:
    """The workspace's mark, kept from others until the end of the transaction."""
    await session.execute(
        insert(InsightMark)
        .values(workspace_id=session.workspace_id, compared=-1)
        .on_conflict_do_nothing()
    )
    found = await session.scalar(
        select(InsightMark)
        .where(InsightMark.workspace_id == session.workspace_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    assert found is not None
    return found


async def _count(session: Session, batch: Batch) -> None:
    keys = sorted({*batch.uses, *batch.options})
    if not keys:
        return
    new = insert(ArticleUse).values(
        [
            {
                "workspace_id": session.workspace_id,
                "day": day,
                "article_id": article_id,
                "answers": batch.uses[day, article_id],
                "options": batch.options[day, article_id],
            }
            for day, article_id in keys
        ]
    )
    await session.execute(
        new.on_conflict_do_update(
            index_elements=["workspace_id", "day", "article_id"],
            set_={
                "answers": ArticleUse.answers + new.excluded.answers,
                "options": ArticleUse.options + new.excluded.options,
            },
        )
    )


async def _group(
    session: Session,
    misses: Sequence[Miss],
    vectors: Sequence[Vector | None],
    fingerprint: str,
) -> None:
    """Put each question to its group, or begin a new one with it."""
    known: dict[str, list[tuple[MissedQuestion, Group]]] = {}
    for miss, vector in zip(misses, vectors, strict=True):
        if miss.language not in known:
            known[miss.language] = await _groups(session, miss.language, fingerprint)
        groups = known[miss.language]
        asked = Asked(miss.text, miss.language, vector)
        at = closest(asked, [group for _, group in groups])
        if at is not None:
            _add(*groups[at], miss, asked, fingerprint)
            continue
        row = _begun(session, miss, vector, fingerprint)
        session.add(row)
        groups.append((row, Group(miss.language, [asked], vector)))


async def _groups(
    session: Session, language: str, fingerprint: str
) -> list[tuple[MissedQuestion, Group]]:
    rows = await session.scalars(
        select(MissedQuestion)
        .where(
            MissedQuestion.workspace_id == session.workspace_id,
            MissedQuestion.language == language,
        )
        .order_by(MissedQuestion.last_at.desc())
        .limit(GROUPS)
    )
    return [(row, _known(row, fingerprint)) for row in rows]


def _known(row: MissedQuestion, fingerprint: str) -> Group:
    wordings = dict.fromkeys(str(example["text"]) for example in row.examples)
    own = [Asked(text, row.language) for text in wordings]
    return Group(row.language, own, _vector(row) if row.fingerprint == fingerprint else None)


def _add(row: MissedQuestion, group: Group, miss: Miss, asked: Asked, fingerprint: str) -> None:
    """The group keeps its first wording, and the newest, so that it stays what it was about."""
    group.vector = mean_with(group.vector, row.count, asked.vector)
    if group.vector is not None:
        row.vector, row.fingerprint = group.vector.tobytes(), fingerprint
    row.count += 1
    row.text = miss.text
    row.last_at = max(row.last_at, miss.at)
    *newest, first = row.examples
    row.examples = [_example(miss), *newest[: EXAMPLES - 2], first]
    group.wordings.append(asked)


def _begun(session: Session, miss: Miss, vector: Vector | None, fingerprint: str) -> MissedQuestion:
    return MissedQuestion(
        id=new_id("mis"),
        workspace_id=session.workspace_id,
        language=miss.language,
        text=miss.text,
        count=1,
        examples=[_example(miss)],
        vector=None if vector is None else vector.tobytes(),
        fingerprint=None if vector is None else fingerprint,
        first_at=miss.at,
        last_at=miss.at,
    )


def _example(miss: Miss) -> dict[str, Any]:
    return {
        "text": miss.text,
        "conversation_id": miss.conversation_id,
        "at": miss.at.isoformat(),
    }


def _vector(row: MissedQuestion) -> Vector | None:
    return None if row.vector is None else np.frombuffer(row.vector, np.float32)

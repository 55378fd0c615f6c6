"""The frontier of a crawl, stored in PostgreSQL so that it survives the worker.

Every address that a fetch finds is a row that is queued for that fetch. It leaves the queue in the
transaction that stores what was read, so a worker that dies before leaves it in the queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.ids import new_id
from switchboard.sources.models import DocumentState, Source, SourceDocument
from switchboard.sources.scope import Scope, normalized

_BATCH_SIZE = 500


@dataclass(frozen=True, slots=True)
class QueueState:
    """The length of a queue, and when its first row may be read."""

    rows: int
    due_at: datetime | None


async def add(
    session: Session, source: Source, addresses: Iterable[str], *, depth: int, scope: Scope
) -> int:
    """Queue the addresses that belong to the source and that this fetch has not found yet.

    At most the source's limit of pages is queued in one fetch. Returns the number of new ones.
    """
    wanted = dict.fromkeys(
        address for given in addresses if (address := normalized(given)) and scope.has(address)
    )
    room = int(source.settings.get("pages", 500)) - await _seen(session, source)
    new = await _unseen(session, source, list(wanted))
    chosen = new[: max(room, 0)]
    for start in range(0, len(chosen), _BATCH_SIZE):
        await _queue(session, source, chosen[start : start + _BATCH_SIZE], depth)
    return len(chosen)


async def add_known(session: Session, source: Source) -> None:
    """Queue the addresses that earlier fetches found, up to the limit of pages."""
    known = await session.scalars(
        select(SourceDocument.id)
        .where(
            SourceDocument.source_id == source.id,
            SourceDocument.workspace_id == session.workspace_id,
            SourceDocument.seen_in < source.fetch,
            ~SourceDocument.address.contains("#"),
        )
        # Those with articles first: the limit must not exclude them.
        .order_by(SourceDocument.article_id.is_(None), SourceDocument.depth, SourceDocument.id)
        .limit(int(source.settings.get("pages", 500)))
    )
    await session.execute(
        update(SourceDocument)
        .where(SourceDocument.id.in_(known.all()))
        .values(seen_in=source.fetch, queued_for=source.fetch, attempts=0, not_before=None)
    )


async def next_rows(session: Session, source: Source, count: int) -> Sequence[SourceDocument]:
    """The rows to read next, those nearest to the start first."""
    return (
        await session.scalars(
            select(SourceDocument)
            .where(
                _queued(session, source),
                or_(SourceDocument.not_before.is_(None), SourceDocument.not_before <= now()),
            )
            .order_by(SourceDocument.depth, SourceDocument.id)
            .limit(count)
        )
    ).all()


async def waiting(session: Session, source: Source) -> QueueState:
    """The state of the queue, rows that are not due yet included."""
    row = await session.execute(
        select(func.count(), func.min(SourceDocument.not_before)).where(_queued(session, source))
    )
    rows, due_at = row.one()
    return QueueState(rows, due_at)


def postpone(document: SourceDocument, delay: timedelta) -> None:
    """Leave a row in the queue, for later."""
    document.attempts += 1
    document.not_before = now() + delay


def dequeue(document: SourceDocument) -> None:
    """Remove a row from the queue: it was read."""
    document.queued_for = None
    document.not_before = None
    document.attempts = 0
    document.fetched_at = now()


def _queued(session: Session, source: Source) -> ColumnElement[bool]:
    return and_(
        SourceDocument.workspace_id == session.workspace_id,
        SourceDocument.source_id == source.id,
        SourceDocument.queued_for == source.fetch,
    )


async def _seen(session: Session, source: Source) -> int:
    found = await session.scalar(
        select(func.count()).where(
            SourceDocument.workspace_id == session.workspace_id,
            SourceDocument.source_id == source.id,
            SourceDocument.seen_in == source.fetch,
        )
    )
    return found or 0


async def _unseen(session: Session, source: Source, addresses: Sequence[str]) -> list[str]:
    seen = set(
        await session.scalars(
            select(SourceDocument.address).where(
                SourceDocument.source_id == source.id,
                SourceDocument.workspace_id == session.workspace_id,
                SourceDocument.seen_in == source.fetch,
                SourceDocument.address.in_(addresses),
            )
        )
    )
    return [address for address in addresses if address not in seen]


async def _queue(session: Session, source: Source, addresses: Sequence[str], depth: int) -> None:
    rows = [
        {
            "id": new_id("doc"),
            "workspace_id": session.workspace_id,
            "source_id": source.id,
            "address": address,
            "state": DocumentState.FOUND,
            "depth": depth,
            "seen_in": source.fetch,
            "queued_for": source.fetch,
            "attempts": 0,
            "created_at": now(),
        }
        for address in addresses
    ]
    statement = insert(SourceDocument).values(rows)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[SourceDocument.source_id, SourceDocument.address],
            set_={
                "seen_in": source.fetch,
                "queued_for": source.fetch,
                "attempts": 0,
                "not_before": None,
                "depth": statement.excluded.depth,
            },
            where=SourceDocument.seen_in < source.fetch,
        )
    )

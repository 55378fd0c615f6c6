"""The life of one fetch: begin, finish, fail. Each is one transaction on the source's row."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Conflict
from switchboard.core.jobs import enqueue
from switchboard.sources.models import (
    DocumentState,
    FetchPhase,
    FetchSchedule,
    Source,
    SourceDocument,
    SourceKind,
    SourceState,
)
from switchboard.sources.queries import documents_of

JOB = "knowledge.fetch"
MIN_RETRY_DELAY = timedelta(minutes=5)
MAX_RETRY_DELAY = timedelta(days=1)
MAX_RETRIES = 6
"""How often a source without a schedule is tried again automatically."""
_EVERY = {FetchSchedule.DAILY: timedelta(days=1), FetchSchedule.WEEKLY: timedelta(days=7)}
MIN_LOSS = 5
_ALIVE = (
    DocumentState.NEW,
    DocumentState.CHANGED,
    DocumentState.UNCHANGED,
    DocumentState.DIFFERS,
    DocumentState.IGNORED,
)


async def begin(session: Session, source: Source, *, preview: bool) -> None:
    """Start a fetch of a locked source. Raises Conflict when it cannot be fetched now."""
    if source.kind == SourceKind.UPLOAD:
        raise Conflict("Uploads cannot be synced. Import the newer files instead.")
    if source.state == SourceState.PAUSED:
        raise Conflict("This source is paused. Resume it first.")
    if source.state == SourceState.FETCHING:
        raise Conflict("This source is already syncing.")
    source.fetch += 1
    source.preview = preview
    source.phase = FetchPhase.OPENING
    source.robots = None
    await wake(session, source)


async def resume(session: Session, source: Source) -> None:
    """Continue a fetch that stopped, or begin one that is due."""
    if source.phase is None:
        source.state = SourceState.READY if source.state == SourceState.FETCHING else source.state
        await begin(session, source, preview=source.settings.get("on_change") == "ask")
    else:
        await wake(session, source)


async def wake(session: Session, source: Source) -> None:
    """Let a worker continue the source's present fetch."""
    source.state = SourceState.FETCHING
    source.error = None
    source.next_fetch_at = None
    source.progress_at = now()
    payload = {"source_id": source.id, "fetch": source.fetch}
    # While a job for this part of the fetch waits or runs, another is not added. To apply is a
    # separate part: the job that fetched may still be ending when a person applies the changes.
    part = "apply" if source.phase == FetchPhase.APPLYING else "read"
    key = f"{JOB}:{source.id}:{source.fetch}:{part}"
    await enqueue(session, JOB, payload, dedupe_key=key)


async def fail(session: Session, source: Source, reason: str) -> None:
    """The site does not answer: store the reason, and try again later, each time twice as long."""
    source.state = SourceState.FAILING
    source.error = reason
    source.failures += 1
    rest = min(MIN_RETRY_DELAY * 2 ** min(source.failures - 1, 12), MAX_RETRY_DELAY)
    again = source.schedule != FetchSchedule.OFF or source.failures <= MAX_RETRIES
    source.next_fetch_at = now() + rest if again else None
    await session.flush()


async def settle(session: Session, source: Source) -> None:
    """All pages were read: mark removed documents, and decide whether to apply the changes."""
    await _mark_gone(session, source)
    source.last_fetched_at = now()
    problem = await _problem(session, source)
    if problem is not None:
        source.phase = None
        await fail(session, source, problem)
        return
    source.failures = 0
    warning = await _loss_warning(session, source)
    if source.preview or warning:
        finish(source)
        source.error = None if source.preview else warning
    else:
        source.phase = FetchPhase.APPLYING


def finish(source: Source) -> None:
    """The fetch is over."""
    source.phase = None
    source.state = SourceState.READY
    source.error = None
    schedule_next(source)


def schedule_next(source: Source) -> None:
    """Set when the source is fetched next, by its schedule."""
    every = _EVERY.get(FetchSchedule(source.schedule))
    since = source.last_fetched_at or now()
    source.next_fetch_at = max(since + every, now()) if every else None


async def _mark_gone(session: Session, source: Source) -> None:
    """Mark the documents that this fetch did not find as removed."""
    unseen = (
        SourceDocument.workspace_id == session.workspace_id,
        SourceDocument.source_id == source.id,
        SourceDocument.seen_in < source.fetch,
    )
    await session.execute(
        update(SourceDocument)
        .where(
            *unseen,
            SourceDocument.article_id.is_not(None),
            SourceDocument.state.not_in([DocumentState.IGNORED, DocumentState.SKIPPED]),
        )
        .values(state=DocumentState.GONE, found=None, error="No longer part of this source.")
    )
    await session.execute(
        delete(SourceDocument).where(*unseen, SourceDocument.article_id.is_(None))
    )


async def _problem(session: Session, source: Source) -> str | None:
    """Why a fetch found no article at all; None when it found some."""
    if await _count(session, source, _ALIVE):
        return None
    documents = documents_of(session, source.id).order_by(SourceDocument.depth, SourceDocument.id)
    first = await session.scalar(documents.where(SourceDocument.error.is_not(None)).limit(1))
    reason = f" {first.error}" if first else ""
    return f"No page with an article was found.{reason}"


async def _loss_warning(session: Session, source: Source) -> str | None:
    """A warning when more articles would be unpublished than stay: the site may be broken."""
    gone = await _count(session, source, (DocumentState.GONE,))
    left = await _count(session, source, _ALIVE)
    if gone < MIN_LOSS or gone <= left:
        return None
    return (
        f"{gone} of {gone + left} articles would be unpublished. Review the changes, then apply "
        "them."
    )


async def _count(session: Session, source: Source, states: tuple[DocumentState, ...]) -> int:
    found = await session.scalar(
        select(func.count()).where(
            SourceDocument.workspace_id == session.workspace_id,
            SourceDocument.source_id == source.id,
            SourceDocument.state.in_(states),
        )
    )
    return found or 0

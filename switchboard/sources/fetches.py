"""The life of one fetch: begun, finished, failed. Each is one transaction over the source's row."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from switchboard.core.clock import now
from switchboard.core.db import Session
from switchboard.core.errors import Conflict
from switchboard.core.jobs import enqueue
from switchboard.sources.models import (
    DocumentState,
    Kind,
    Phase,
    Schedule,
    Source,
    SourceDocument,
    State,
)
from switchboard.sources.queries import own_documents

JOB = "knowledge.fetch"
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(days=1)
RETRIES = 6
"""How often a source without a schedule is tried again by itself."""
_EVERY = {Schedule.DAILY: timedelta(days=1), Schedule.WEEKLY: timedelta(days=7)}
_LOSS_FROM = 5
_ALIVE = (
    DocumentState.NEW,
    DocumentState.CHANGED,
    DocumentState.UNCHANGED,
    DocumentState.DIFFERS,
    DocumentState.IGNORED,
)


async def begin(session: Session, source: Source, *, preview: bool) -> None:
    """Start a fetch of a locked source. Raises Conflict when it cannot be fetched now."""
    if source.kind == Kind.UPLOAD:
        raise Conflict("Uploads cannot be synced. Import the newer files instead.")
    if source.state == State.PAUSED:
        raise Conflict("This source is paused. Resume it first.")
    if source.state == State.FETCHING:
        raise Conflict("This source is already syncing.")
    source.fetch += 1
    source.preview = preview
    source.phase = Phase.OPENING
    source.robots = None
    await wake(session, source)


async def resume(session: Session, source: Source) -> None:
    """Go on with a fetch that stopped half way, or begin one that is due."""
    if source.phase is None:
        source.state = State.READY if source.state == State.FETCHING else source.state
        await begin(session, source, preview=source.settings.get("on_change") == "ask")
    else:
        await wake(session, source)


async def wake(session: Session, source: Source) -> None:
    """Let a worker go on with the source's present fetch."""
    source.state = State.FETCHING
    source.error = None
    source.next_fetch_at = None
    source.progress_at = now()
    payload = {"source_id": source.id, "fetch": source.fetch}
    # While a job for this part of the fetch waits or runs, another is not added. To apply is a
    # part of its own: the job that fetched may be ending still when somebody decides.
    part = "apply" if source.phase == Phase.APPLYING else "read"
    key = f"{JOB}:{source.id}:{source.fetch}:{part}"
    await enqueue(session, JOB, payload, dedupe_key=key)


async def fail(session: Session, source: Source, reason: str) -> None:
    """The site cannot be had: say so, and try again later, each time twice as long."""
    source.state = State.FAILING
    source.error = reason
    source.failures += 1
    rest = min(FIRST_RETRY * 2 ** min(source.failures - 1, 12), LONGEST_RETRY)
    again = source.schedule != Schedule.OFF or source.failures <= RETRIES
    source.next_fetch_at = now() + rest if again else None
    await session.flush()


async def settle(session: Session, source: Source) -> None:
    """Every page was read: decide what is gone, and whether to apply what was found."""
    await _mark_gone(session, source)
    source.last_fetched_at = now()
    problem = await _problem(session, source)
    if problem is not None:
        source.phase = None
        await fail(session, source, problem)
        return
    source.failures = 0
    warning = await _great_loss(session, source)
    if source.preview or warning:
        finish(source)
        source.error = None if source.preview else warning
    else:
        source.phase = Phase.APPLYING


def finish(source: Source) -> None:
    """The fetch is over."""
    source.phase = None
    source.state = State.READY
    source.error = None
    schedule_next(source)


def schedule_next(source: Source) -> None:
    """Say when the source is fetched next, by its schedule."""
    every = _EVERY.get(Schedule(source.schedule))
    since = source.last_fetched_at or now()
    source.next_fetch_at = max(since + every, now()) if every else None


async def _mark_gone(session: Session, source: Source) -> None:
    """What this fetch did not come across is no longer part of the source."""
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
    """Why a fetch that found nothing at all found nothing."""
    if await _count(session, source, _ALIVE):
        return None
    documents = own_documents(session, source.id).order_by(SourceDocument.depth, SourceDocument.id)
    first = await session.scalar(documents.where(SourceDocument.error.is_not(None)).limit(1))
    reason = f" {first.error}" if first else ""
    return f"No page with an article was found.{reason}"


async def _great_loss(session: Session, source: Source) -> str | None:
    """A site that has been replaced by a single page must not take its articles with it."""
    gone = await _count(session, source, (DocumentState.GONE,))
    left = await _count(session, source, _ALIVE)
    if gone < _LOSS_FROM or gone <= left:
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

"""The jobs of sources, and the check for fetches that are due."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import and_, or_, select

from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.http import Outbound
from switchboard.core.jobs import Job, RetryLater, Work
from switchboard.core.provide import Services
from switchboard.core.scheduler import each
from switchboard.documents import Parser
from switchboard.realtime import Bus
from switchboard.sources import fetches
from switchboard.sources.fetcher import Fetcher
from switchboard.sources.models import Source, SourceState
from switchboard.sources.queries import get_source

AT_ONCE = 3
"""How many sources are fetched at the same time, over all workers."""
STALL_TIMEOUT = timedelta(minutes=2)
"""A fetch without progress for so long has lost its job, and gets another one."""
MAX_DUE_SOURCES = 50


class SourceJobs:
    """Fetches sources, piece by piece."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    def work(self) -> list[Work]:
        """The kinds of job to register with the worker."""
        return [Work(fetches.JOB, self.fetch, at_once=AT_ONCE)]

    async def fetch(self, job: Job) -> None:
        """Do a piece of a fetch; the job comes back until the fetch is over."""
        rest = await self._fetcher.run(
            job.workspace_id, str(job.payload["source_id"]), int(job.payload["fetch"])
        )
        if rest is not None:
            raise RetryLater(rest)


def source_work(services: Services) -> list[Work]:
    """The kinds of job of sources."""
    fetcher = Fetcher(
        services.get(Database), services.get(Bus), services.get(Outbound), services.get(Parser)
    )
    return SourceJobs(fetcher).work()


async def fetch_due(database: Database) -> int:
    """Begin the fetches that are due, and wake those that have stalled; returns their number.

    Run it regularly.
    """
    async with database.system() as session:
        found = await session.execute(
            select(Source.workspace_id, Source.id)
            .where(
                or_(
                    and_(
                        Source.next_fetch_at <= now(),
                        Source.state.in_([SourceState.NEW, SourceState.READY, SourceState.FAILING]),
                    ),
                    and_(
                        Source.phase.is_not(None),
                        Source.state == SourceState.FETCHING,
                        Source.progress_at < now() - STALL_TIMEOUT,
                    ),
                )
            )
            .limit(MAX_DUE_SOURCES)
        )
        due = [(workspace_id, source_id) for workspace_id, source_id in found]

    async def resume(found: tuple[str, str]) -> None:
        workspace_id, source_id = found
        async with database.transaction(workspace_id) as session:
            await fetches.resume(session, await get_source(session, source_id, lock=True))

    await each(due, resume)
    return len(due)

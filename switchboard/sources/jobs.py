"""What a worker does for sources, and what begins by itself."""

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
from switchboard.sources.models import Source, State
from switchboard.sources.queries import get_source

AT_ONCE = 3
"""Sources fetched at the same time, over all workers."""
STALLED_AFTER = timedelta(minutes=2)
"""A fetch that has not got on for so long has lost its job; it is given another."""
_FETCHED_AT_ONCE = 50


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
    """The kinds of job that sources want done."""
    fetcher = Fetcher(
        services.get(Database), services.get(Bus), services.get(Outbound), services.get(Parser)
    )
    return SourceJobs(fetcher).work()


async def fetch_due(database: Database) -> int:
    """Begin the fetches whose time has come, and wake those that stand still; how many.

    To be run now and then.
    """
    async with database.system() as session:
        found = await session.execute(
            select(Source.workspace_id, Source.id)
            .where(
                or_(
                    and_(
                        Source.next_fetch_at <= now(),
                        Source.state.in_([State.NEW, State.READY, State.FAILING]),
                    ),
                    and_(
                        Source.phase.is_not(None),
                        Source.state == State.FETCHING,
                        Source.progress_at < now() - STALLED_AFTER,
                    ),
                )
            )
            .limit(_FETCHED_AT_ONCE)
        )
        due = [(workspace_id, source_id) for workspace_id, source_id in found]

    async def resume(found: tuple[str, str]) -> None:
        workspace_id, source_id = found
        async with database.transaction(workspace_id) as session:
            await fetches.resume(session, await get_source(session, source_id, lock=True))

    await each(due, resume)
    return len(due)

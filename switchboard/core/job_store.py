"""What PgQueuer asks of PostgreSQL, with as few statements as a job needs.

PgQueuer's own repository looks for jobs twice and asks three more questions before it waits,
writes three rows of log for every job, and is woken by every job that ends. Here a worker knows
from notifications whether there may be anything to take, and asks only then:

- Kinds without a limit are claimed by one plain statement.
- Everything else (kinds that run only so many at once, and jobs whose worker died) is left to
  PgQueuer's own statement, at the start, when a notification names such a kind, when a job falls
  due, and every few seconds, so that a lost notification costs time and never a job.
- A job that was done leaves no row behind; one that failed is logged as ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import timedelta
from math import inf
from typing import Any, NamedTuple

import structlog
from pgqueuer import Queries
from pgqueuer.domain.models import Job, TracebackRecord
from pgqueuer.domain.types import JobId
from pgqueuer.ports.repository import EntrypointExecutionParameter

from switchboard.core.queue_connection import CHANNEL, QueueConnection, jobs_notice
from switchboard.core.session import Session

log = structlog.get_logger(__name__)

LOOKS_EVERY = timedelta(seconds=5)
"""How often a worker looks for jobs it was not told of."""
_SOON = timedelta(milliseconds=100)
"""When to look again for a job that fell due between two statements."""

_ENQUEUE = """
INSERT INTO pgqueuer (entrypoint, payload, priority, execute_after, dedupe_key, status)
SELECT kind, payload, priority, now() + coalesce(delay, interval '0'), key, 'queued'
FROM unnest($1::text[], $2::bytea[], $3::int[], $4::interval[], $5::text[])
  WITH ORDINALITY AS job (kind, payload, priority, delay, key, number)
ORDER BY number
ON CONFLICT (dedupe_key)
  WHERE status = ANY (ARRAY['queued'::pgqueuer_status, 'picked'::pgqueuer_status])
  AND dedupe_key IS NOT NULL
DO NOTHING
"""
_CLAIM = """
UPDATE pgqueuer SET status = 'picked', queue_manager_id = $3, heartbeat = now(), updated = now()
WHERE id = ANY (ARRAY(
  SELECT job.id
  FROM unnest($1::text[]) AS kind
  CROSS JOIN LATERAL (
    SELECT id, priority FROM pgqueuer
    WHERE entrypoint = kind AND status = 'queued' AND execute_after < now()
    ORDER BY priority DESC, id LIMIT $2
    FOR UPDATE SKIP LOCKED
  ) job
  ORDER BY job.priority DESC, job.id LIMIT $2
))
RETURNING *
"""
_NEXT_DUE = """
SELECT extract(epoch FROM min(execute_after) - clock_timestamp())::float8 AS seconds
FROM pgqueuer
WHERE status = 'queued' AND entrypoint = ANY ($1)
  AND execute_after > clock_timestamp() - interval '1 second'
"""
"""The second before now: a job that fell due since we looked is no job of the future any more."""
_DONE = "DELETE FROM pgqueuer WHERE id = ANY ($1::bigint[])"
_PUT_OFF = """
UPDATE pgqueuer
SET status = 'queued', execute_after = now() + $2, updated = now(), queue_manager_id = NULL
WHERE id = $1
"""


class NewJob(NamedTuple):
    """A job before it is written. `priority` is higher for what goes first."""

    kind: str
    payload: bytes
    priority: int
    delay: timedelta | None
    dedupe_key: str | None


async def insert(session: Session, jobs: Sequence[NewJob]) -> None:
    """Write jobs in the session's transaction, and wake the workers once it is committed."""
    columns = [list(column) for column in zip(*jobs, strict=True)]
    await session.driver.execute(_ENQUEUE, *columns)
    delayed = any(job.delay for job in jobs)
    wake_after_commit(session, {job.kind for job in jobs if not job.delay}, delayed=delayed)


def wake_after_commit(session: Session, kinds: Iterable[str], *, delayed: bool = False) -> None:
    """Tell all workers, after the commit, that there are jobs of these kinds.

    Args:
        delayed: there are also jobs that fall due later.
    """
    session.notify_after_commit(CHANNEL, jobs_notice(kinds, delayed=delayed))


class JobStore(Queries):
    """The jobs, as one worker takes them and gives them back.

    Args:
        connection: the worker's own.
        limited: the kinds of which only so many run at once.
        running: how many jobs this worker runs now.
    """

    def __init__(
        self,
        connection: QueueConnection,
        kinds: Collection[str],
        limited: Collection[str],
        running: Callable[[], int],
    ) -> None:
        super().__init__(connection)
        self._connection = connection
        self._limited = frozenset(limited)
        self._unlimited = sorted(set(kinds) - self._limited)
        self._running = running
        self._put_off: set[JobId] = set()
        self._look = self._look_everywhere = self._ask_when_due = True
        self._next_due = self._looked_everywhere = -inf
        self._most_running = inf
        connection.on_jobs(self._hear)

    def put_off(self, job: Job) -> None:
        """The next retry of this job counts as no failure."""
        self._put_off.add(job.id)

    async def dequeue(
        self,
        batch_size: int,
        entrypoints: dict[Any, EntrypointExecutionParameter],
        queue_manager_id: Any,
        global_concurrency_limit: int | None,
        heartbeat_timeout: timedelta,
    ) -> list[Job]:
        """Claim jobs; an empty list, without asking, when nothing can have come since the last."""
        self._most_running = global_concurrency_limit or inf
        if not self._has_room():
            return []
        self._consider_time()
        if self._look_everywhere:
            self._look = self._look_everywhere = False
            self._looked_everywhere = _clock()
            jobs = await super().dequeue(
                batch_size,
                entrypoints,
                queue_manager_id,
                global_concurrency_limit,
                heartbeat_timeout,
            )
            self._look_everywhere = bool(jobs)
            return jobs
        if not self._look:
            return []
        self._look, most = False, int(min(batch_size, self._most_running - self._running()))
        rows = await self.driver.fetch(_CLAIM, self._unlimited, most, queue_manager_id)
        self._look |= len(rows) == most
        jobs = [Job.model_validate(row) for row in rows]
        return sorted(jobs, key=lambda job: (-job.priority, job.id))

    async def eligible_queued_work(self, entrypoints: list[Any]) -> int:
        """Whether there may be something to take and room for it, as far as this worker knows."""
        del entrypoints
        return int((self._look or self._look_everywhere) and self._has_room())

    async def next_deferred_eta(self, entrypoints: list[Any]) -> timedelta | None:
        """How long until the next job falls due; None when none is known."""
        if self._ask_when_due:
            self._ask_when_due = False
            rows = await self.driver.fetch(_NEXT_DUE, entrypoints)
            seconds = rows[0]["seconds"]
            due = max(seconds, _SOON.total_seconds()) if isinstance(seconds, float) else inf
            self._next_due = _clock() + due
        left = self._next_due - _clock()
        return timedelta(seconds=max(left, 0.0)) if left < LOOKS_EVERY.total_seconds() else None

    async def queued_work(self, entrypoints: list[Any]) -> int:
        """Nothing that the other two do not know."""
        del entrypoints
        return 0

    async def log_jobs(self, job_status: list[tuple[Job, Any, TracebackRecord | None]]) -> None:
        """Drop the jobs that were done; log and hold those that failed."""
        done = [job.id for job, status, _ in job_status if status == "successful"]
        others = [item for item in job_status if item[1] != "successful"]
        if done:
            await self.driver.execute(_DONE, done)
        if others:
            await super().log_jobs(others)
        freed = {str(job.entrypoint) for job, _, _ in job_status} & self._limited
        if freed:
            await self._connection.notify(CHANNEL, jobs_notice(freed))
        elif self._look or self._look_everywhere:
            self._connection.wake()

    async def retry_job(
        self, job: Job, delay: timedelta, traceback_record: TracebackRecord | None
    ) -> None:
        """Queue a job again, and look for it when it is due."""
        if job.id in self._put_off:
            self._put_off.discard(job.id)
            await self.driver.execute(_PUT_OFF, job.id, delay)
        else:
            await super().retry_job(job, delay, traceback_record)
        self._next_due = min(self._next_due, _clock() + delay.total_seconds())
        self._connection.wake()

    def _hear(self, kinds: Collection[str] | None, delayed: bool) -> None:
        """There are jobs of these kinds; None: of any, as we may have missed it."""
        self._ask_when_due |= delayed
        self._look |= kinds is None or not self._limited.issuperset(kinds)
        self._look_everywhere |= kinds is None or not self._limited.isdisjoint(kinds)

    def _has_room(self) -> bool:
        return self._running() < self._most_running

    def _consider_time(self) -> None:
        at = _clock()
        if at >= self._next_due or at >= self._looked_everywhere + LOOKS_EVERY.total_seconds():
            self._look_everywhere = self._ask_when_due = True
            self._next_due = inf  # until it is asked for


def _clock() -> float:
    return asyncio.get_running_loop().time()

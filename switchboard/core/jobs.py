"""Background jobs on PgQueuer: enqueued in the same transaction as the row they are about.

A job that fails is retried with a growing delay; one that keeps failing is held, where staff
can see it and replay it. Jobs are only wake-ups: a handler reads the present state itself.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from pgqueuer import PgQueuer
from pgqueuer.domain.models import Context
from pgqueuer.domain.models import Job as QueuedJob
from pgqueuer.errors import RetryRequested
from pgqueuer.executors import AbstractEntrypointExecutor, EntrypointExecutorParameters
from sqlalchemy import text

from switchboard.core.db import Database, Session
from switchboard.core.db_faults import repeated
from switchboard.core.errors import Unavailable
from switchboard.core.job_store import LOOKS_EVERY, JobStore, NewJob, insert
from switchboard.core.queue_connection import QueueConnection
from switchboard.core.telemetry import JOB_SECONDS, JOBS

log = structlog.get_logger(__name__)

HEARTBEAT = timedelta(seconds=10)
"""A job whose worker was not heard of for so long is taken over by another."""
ENGINE_REST = timedelta(seconds=1)
"""How long a job rests that an engine was away for. That is no failure of the job's."""
_FREE_KEY = "UPDATE pgqueuer SET dedupe_key = NULL WHERE id = $1 AND dedupe_key IS NOT NULL"
_PRUNE_LOG = text("""
    DELETE FROM pgqueuer_log l
    WHERE created < clock_timestamp() - CASE
      WHEN status IN ('exception', 'failed') THEN CAST(:failures AS interval)
      ELSE CAST(:others AS interval) END
    AND NOT EXISTS (SELECT FROM pgqueuer q WHERE q.id = l.job_id AND q.status = 'failed')
""")
_PRUNE_STATISTICS = text(
    "DELETE FROM pgqueuer_statistics WHERE created < clock_timestamp() - CAST(:age AS interval)"
)
LOG_KEPT_FOR = timedelta(hours=1)
FAILURES_KEPT_FOR = timedelta(days=7)
"""What a job failed of stays for longer, and as long as the job is held."""


@dataclass(frozen=True)
class BackOff:
    """How long a failed job rests: `first`, then twice as long each time, `longest` at most."""

    first: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=5)

    def after(self, failures: int) -> timedelta:
        """The rest after so many failures."""
        doublings: int = 2 ** min(failures - 1, 30)
        return min(self.first * doublings, self.longest)


@dataclass(frozen=True)
class Job:
    """One run of a job: whose workspace it acts in, its payload, and which attempt this is.

    `attempt` counts from 1, and counts failures only: not what `RetryLater` put off.
    """

    name: str
    workspace_id: str
    payload: Mapping[str, Any]
    attempt: int


Handler = Callable[[Job], Awaitable[None]]


@dataclass(frozen=True)
class Work:
    """A kind of job, what does it, and how often it is tried before it is held."""

    name: str
    handler: Handler
    max_attempts: int = 8
    at_once: int = 0
    """The most runs at once, over all workers; 0 for no limit. For work that can wait."""
    key_until_begun: bool = False
    """Whether another job with the same `dedupe_key` may be added once this one has begun, not only
    when it has ended: for work that may have read already what the other one is about."""


class RetryLater(Exception):
    """Raised by a handler to be called again after `delay`, without counting as a failure."""

    def __init__(self, delay: timedelta) -> None:
        super().__init__(f"again in {delay}")
        self.delay = delay


async def enqueue(
    session: Session,
    name: str,
    payload: Mapping[str, Any],
    *,
    delay: timedelta | None = None,
    dedupe_key: str | None = None,
    urgent: bool = False,
) -> None:
    """Enqueue a job in the session's transaction, for the session's workspace.

    All jobs of a transaction are written by one statement, just before it is committed.

    Args:
        delay: do not start it earlier than this.
        dedupe_key: while a job with this key waits or runs, another is not added; while it waits,
            for kinds whose `Work` says so.
        urgent: somebody waits for it, so it goes before what is not urgent.
    """
    body = json.dumps({"workspace_id": session.workspace_id, "payload": dict(payload)}).encode()
    job = NewJob(name, body, 1 if urgent else 0, delay, dedupe_key)
    session.part(_Jobs).append(job)
    session.before_commit(_write_jobs)


class _Jobs(list[NewJob]):
    """What a unit of work enqueues."""


async def _write_jobs(session: Session) -> None:
    jobs = session.part(_Jobs)
    await insert(session, jobs)
    jobs.clear()


async def prune_job_log(database: Database) -> None:
    """Drop what the queue noted of runs, which is several rows for each. To be run now and then."""
    ages = {"others": LOG_KEPT_FOR, "failures": FAILURES_KEPT_FOR}
    async with database.system() as session:
        await session.execute(_PRUNE_LOG, ages)
        await session.execute(_PRUNE_STATISTICS, {"age": FAILURES_KEPT_FOR})


class Worker:
    """Runs jobs until it is told to stop, whatever PostgreSQL does meanwhile.

    Args:
        connection: its own; it listens for new jobs on it.
        work: every kind of job this worker does.
        concurrency: how many jobs it takes at a time; it runs at most twice as many at once.
        back_off: how long failed jobs rest.
        heartbeat: how long after its death another worker takes over this one's jobs.
    """

    def __init__(
        self,
        connection: QueueConnection,
        work: list[Work],
        *,
        concurrency: int,
        back_off: BackOff = BackOff(),
        heartbeat: timedelta = HEARTBEAT,
    ) -> None:
        self.connection = connection
        self._store = JobStore(
            connection,
            kinds=[kind.name for kind in work],
            limited=[kind.name for kind in work if kind.at_once],
            running=lambda: len(self._queue.qm.job_context),
        )
        self._queue = PgQueuer(connection, queries=self._store)
        # It looks when there is something to take, so it need not rest before.
        self._queue.qm.min_dequeue_poll_interval = timedelta()
        self._concurrency = concurrency
        self._heartbeat = heartbeat
        for kind in work:
            self._queue.entrypoint(
                kind.name,
                concurrency_limit=kind.at_once,
                on_failure="hold",
                executor_factory=partial(_Executor, kind, back_off, self._store),
            )(_unused)

    async def run(self) -> None:
        """Run jobs until `stop`; jobs under way are finished first."""
        await self._queue.run(
            batch_size=self._concurrency,
            max_concurrent_tasks=self._concurrency * 2,
            dequeue_timeout=min(LOOKS_EVERY, self._heartbeat),
            heartbeat_timeout=self._heartbeat,
            log_aggregation_interval=timedelta(),  # nobody reads PgQueuer's statistics
        )

    def stop(self) -> None:
        """Take no further job."""
        self._queue.shutdown.set()
        self.connection.stop()


class _Executor(AbstractEntrypointExecutor):
    """Runs one job and turns its failure into a retry or, in the end, into a held job."""

    def __init__(
        self,
        work: Work,
        back_off: BackOff,
        store: JobStore,
        parameters: EntrypointExecutorParameters,
    ) -> None:
        super().__init__(parameters)
        self._work = work
        self._back_off = back_off
        self._store = store

    async def execute(self, job: QueuedJob, context: Context) -> None:
        del context
        body = json.loads(job.payload or b"{}")
        run = Job(self._work.name, body["workspace_id"], body["payload"], job.attempts + 1)
        if self._work.key_until_begun:
            await self._store.driver.execute(_FREE_KEY, job.id)
        try:
            with JOB_SECONDS.labels(self._work.name).time():
                await repeated(lambda: self._work.handler(run))
        except RetryLater as later:
            self._store.put_off(job)
            raise RetryRequested(delay=later.delay, reason=str(later)) from later
        except Unavailable as away:
            self._store.put_off(job)
            raise RetryRequested(delay=ENGINE_REST, reason=str(away)) from away
        except Exception as error:
            self._retry_or_hold(run, error)
        JOBS.labels(self._work.name, "done").inc()

    def _retry_or_hold(self, run: Job, error: Exception) -> None:
        if run.attempt >= self._work.max_attempts:
            JOBS.labels(run.name, "held").inc()
            raise error
        JOBS.labels(run.name, "retried").inc()
        log.warning("job_failed", job=run.name, attempt=run.attempt, exc_info=error)
        delay = self._back_off.after(run.attempt)
        raise RetryRequested(delay=delay, reason=repr(error)) from error


async def _unused(_job: QueuedJob) -> None:
    """PgQueuer wants a function beside the executor that does the work."""

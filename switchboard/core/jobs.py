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

import asyncpg
import structlog
from pgqueuer import AsyncpgDriver, PgQueuer, Queries
from pgqueuer.domain.models import Context
from pgqueuer.domain.models import Job as QueuedJob
from pgqueuer.errors import RetryRequested
from pgqueuer.executors import AbstractEntrypointExecutor, EntrypointExecutorParameters

from switchboard.core.db import Session
from switchboard.core.telemetry import JOB_SECONDS, JOBS

log = structlog.get_logger(__name__)

FIRST_DELAY = timedelta(seconds=1)
LONGEST_DELAY = timedelta(minutes=5)


@dataclass(frozen=True)
class Job:
    """One run of a job: whose workspace it acts in, its payload, and which attempt this is."""

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

    Args:
        delay: do not start it earlier than this.
        dedupe_key: while a job with this key waits or runs, another is not added.
        urgent: somebody waits for it, so it goes before what is not urgent.
    """
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    queries = Queries(AsyncpgDriver(raw.driver_connection))
    body = json.dumps({"workspace_id": session.workspace_id, "payload": dict(payload)}).encode()
    await queries.enqueue(
        name,
        body,
        priority=1 if urgent else 0,
        execute_after=delay,
        dedupe_key=dedupe_key,
        on_conflict="skip",
    )


class Worker:
    """Runs jobs until it is told to stop.

    Args:
        connection: an asyncpg connection of its own; it listens for new jobs on it.
        work: every kind of job this worker does.
        concurrency: the most jobs it runs at once.
    """

    def __init__(
        self, connection: asyncpg.Connection[Any], work: list[Work], *, concurrency: int
    ) -> None:
        self._queue = PgQueuer(AsyncpgDriver(connection))
        self._concurrency = concurrency
        for kind in work:
            self._queue.entrypoint(
                kind.name,
                concurrency_limit=kind.at_once,
                on_failure="hold",
                executor_factory=partial(_Executor, kind),
            )(_unused)

    async def run(self) -> None:
        """Run jobs until `stop`; jobs under way are finished first."""
        await self._queue.run(
            batch_size=self._concurrency,
            max_concurrent_tasks=self._concurrency * 2,
            dequeue_timeout=timedelta(seconds=5),
            shutdown_on_listener_failure=True,
        )

    def stop(self) -> None:
        """Take no further job."""
        self._queue.shutdown.set()


class _Executor(AbstractEntrypointExecutor):
    """Runs one job and turns its failure into a retry or, in the end, into a held job."""

    def __init__(self, work: Work, parameters: EntrypointExecutorParameters) -> None:
        super().__init__(parameters)
        self._work = work

    async def execute(self, job: QueuedJob, context: Context) -> None:
        del context
        body = json.loads(job.payload or b"{}")
        run = Job(self._work.name, body["workspace_id"], body["payload"], job.attempts + 1)
        try:
            with JOB_SECONDS.labels(self._work.name).time():
                await self._work.handler(run)
        except RetryLater as later:
            raise RetryRequested(delay=later.delay, reason=str(later)) from later
        except Exception as error:
            self._retry_or_hold(run, error)
        JOBS.labels(self._work.name, "done").inc()

    def _retry_or_hold(self, run: Job, error: Exception) -> None:
        if run.attempt >= self._work.max_attempts:
            JOBS.labels(run.name, "held").inc()
            raise error
        JOBS.labels(run.name, "retried").inc()
        log.warning("job_failed", job=run.name, attempt=run.attempt, exc_info=error)
        delay = min(FIRST_DELAY * 2 ** (run.attempt - 1), LONGEST_DELAY)
        raise RetryRequested(delay=delay, reason=repr(error)) from error


async def _unused(_job: QueuedJob) -> None:
    """PgQueuer wants a function beside the executor that does the work."""

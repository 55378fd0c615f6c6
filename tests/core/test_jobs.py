"""Jobs: enqueued with the row they are about, tried again, held in the end, never forgotten."""

import asyncio
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from switchboard.core.db import Database
from switchboard.core.dead_letters import HeldJob, HeldJobs
from switchboard.core.errors import NotFound
from switchboard.core.jobs import (
    BackOff,
    Handler,
    Job,
    RetryLater,
    Work,
    Worker,
    enqueue,
    prune_job_log,
)
from switchboard.core.queue_connection import QueueConnection
from switchboard.engines import Engines
from tests.support.wait import eventually

AT_ONCE = BackOff(first=timedelta(milliseconds=1), longest=timedelta(milliseconds=2))
SHORT, LONG = timedelta(seconds=1), timedelta(minutes=10)
WORKSPACE = "wsp_jobs"


@pytest.fixture
def name() -> str:
    """A kind of job that no other test has."""
    return f"test.{uuid4().hex}"


@asynccontextmanager
async def working(
    engines: Engines,
    name: str,
    handler: Handler,
    max_attempts: int = 3,
    heartbeat: timedelta = LONG,
    until_begun: bool = False,
    at_once: int = 0,
    connect: type[QueueConnection] = QueueConnection,
) -> AsyncIterator[Worker]:
    connection = connect(engines.urls.database_url)
    work = [Work(name, handler, max_attempts, at_once, key_until_begun=until_begun)]
    worker = Worker(connection, work, concurrency=4, back_off=AT_ONCE, heartbeat=heartbeat)
    running = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await running
        connection.close()


async def queue(database: Database, name: str, **payload: object) -> None:
    async with database.transaction(WORKSPACE) as session:
        await enqueue(session, name, payload)


async def waiting(database: Database, name: str) -> int:
    async with database.system() as session:
        counted = await session.scalar(
            text("SELECT count(*) FROM pgqueuer WHERE entrypoint = :name"), {"name": name}
        )
    return int(counted)


async def held(database: Database, name: str, workspace_id: str = WORKSPACE) -> list[HeldJob]:
    async with database.transaction(workspace_id) as session:
        return [job for job in await HeldJobs(session).list_newest() if job.name == name]


class Seen:
    """A handler that remembers its runs, and does what it is told."""

    def __init__(self, act: Callable[[Job], None] = lambda _: None) -> None:
        self.runs: list[Job] = []
        self._act = act

    async def __call__(self, job: Job) -> None:
        self.runs.append(job)
        self._act(job)


def fail(_job: Job) -> None:
    raise ZeroDivisionError("a fault")


async def test_a_job_is_dropped_with_its_transaction(database: Database, name: str) -> None:
    async def fail_after_enqueuing() -> None:
        async with database.transaction(WORKSPACE) as session:
            await enqueue(session, name, {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_after_enqueuing()
    assert await waiting(database, name) == 0


async def test_a_job_runs_with_its_workspace_and_payload(
    engines: Engines, database: Database, name: str
) -> None:
    seen = Seen()
    async with working(engines, name, seen):
        await queue(database, name, number=7)
        await eventually(lambda: seen.runs)
    assert seen.runs == [Job(name, WORKSPACE, {"number": 7}, attempt=1)]
    assert await waiting(database, name) == 0


async def test_one_key_waits_once(database: Database, name: str) -> None:
    for _ in range(3):
        async with database.transaction(WORKSPACE) as session:
            await enqueue(session, name, {}, dedupe_key=f"{name}:1")
    assert await waiting(database, name) == 1


async def test_a_failure_is_tried_again(engines: Engines, database: Database, name: str) -> None:
    def fail_once(job: Job) -> None:
        if job.attempt == 1:
            raise ZeroDivisionError

    seen = Seen(fail_once)
    async with working(engines, name, seen):
        await queue(database, name)
        await eventually(lambda: len(seen.runs) == 2)
    assert [job.attempt for job in seen.runs] == [1, 2]
    assert await held(database, name) == []


@pytest.mark.parametrize("until_begun", [False, True])
async def test_a_key_is_free_again_when_its_job_ended_or_as_the_kind_says_has_begun(
    engines: Engines, database: Database, name: str, until_begun: bool
) -> None:
    """What is enqueued while a job runs may come too late for it to see."""
    begun, go_on = asyncio.Event(), asyncio.Event()
    runs: list[object] = []

    async def slow(job: Job) -> None:
        runs.append(job.payload["number"])
        begun.set()
        await go_on.wait()

    async def enqueue_all() -> None:
        for number in range(3):
            async with database.transaction(WORKSPACE) as session:
                await enqueue(session, name, {"number": number}, dedupe_key=name)
            await begun.wait()

    async with working(engines, name, slow, until_begun=until_begun):
        await enqueue_all()
        go_on.set()
        await eventually(lambda: _none_waits(database, name))
    assert set(runs) >= ({0, 1} if until_begun else {0})
    assert until_begun or runs == [0]


async def test_what_keeps_failing_is_held_with_its_error(
    engines: Engines, database: Database, name: str
) -> None:
    seen = Seen(fail)
    async with working(engines, name, seen):
        await queue(database, name, number=7)
        (job,) = await eventually(lambda: held(database, name))
    assert [run.attempt for run in seen.runs] == [1, 2, 3]
    assert (job.attempts, job.payload) == (3, {"number": 7})
    assert "a fault" in job.error


async def test_a_held_job_can_be_replayed(engines: Engines, database: Database, name: str) -> None:
    mended = asyncio.Event()

    def fail_until_mended(_job: Job) -> None:
        if not mended.is_set():
            raise ZeroDivisionError

    seen = Seen(fail_until_mended)
    async with working(engines, name, seen, heartbeat=SHORT):
        await queue(database, name)
        (job,) = await eventually(lambda: held(database, name))
        mended.set()
        async with database.transaction(WORKSPACE) as session:
            await HeldJobs(session).replay(job.id)
        await eventually(lambda: len(seen.runs) == 4)
    assert seen.runs[-1].attempt == 1
    assert await waiting(database, name) == 0


async def test_a_held_job_is_its_workspaces_own(
    engines: Engines, database: Database, name: str
) -> None:
    async with working(engines, name, Seen(fail), max_attempts=1):
        await queue(database, name)
        (job,) = await eventually(lambda: held(database, name))
    assert await held(database, name, "wsp_other") == []
    async with database.transaction("wsp_other") as session:
        with pytest.raises(NotFound):
            await HeldJobs(session).replay(job.id)
        with pytest.raises(NotFound):
            await HeldJobs(session).discard(job.id)
    async with database.transaction(WORKSPACE) as session:
        await HeldJobs(session).discard(job.id)
    assert await waiting(database, name) == 0


async def test_a_job_that_waits_is_not_to_be_replayed(database: Database, name: str) -> None:
    await queue(database, name)
    async with database.system() as session:
        job_id = await session.scalar(
            text("SELECT id FROM pgqueuer WHERE entrypoint = :name"), {"name": name}
        )
    async with database.transaction(WORKSPACE) as session:
        with pytest.raises(NotFound):
            await HeldJobs(session).discard(job_id)


async def test_later_is_no_failure(engines: Engines, database: Database, name: str) -> None:
    seen = Seen()

    def put_off(_job: Job) -> None:
        if len(seen.runs) < 10:
            raise RetryLater(timedelta(milliseconds=1))

    seen = Seen(put_off)
    async with working(engines, name, seen):
        await queue(database, name)
        await eventually(lambda: len(seen.runs) == 10)
        await eventually(lambda: _none_waits(database, name))
    assert {job.attempt for job in seen.runs} == {1}
    assert await held(database, name) == []


async def test_what_was_put_off_is_done_when_it_is_due_not_when_a_worker_looks_again(
    engines: Engines, database: Database, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while another job rests for long, and however the wake-up and the row's time meet."""
    monkeypatch.setattr("switchboard.core.jobs.LOOKS_EVERY", LONG)
    delays = itertools.cycle((0, 1, 5, 20))

    def put_off(_job: Job) -> None:
        if len(seen.runs) < 40:
            raise RetryLater(timedelta(milliseconds=next(delays)))

    seen = Seen(put_off)
    async with database.transaction(WORKSPACE) as session:
        await enqueue(session, name, {"rests": True}, delay=timedelta(hours=1))
    async with working(engines, name, seen):
        await queue(database, name)
        await eventually(lambda: len(seen.runs) == 40)
    assert not any("rests" in job.payload for job in seen.runs)


async def _none_waits(database: Database, name: str) -> bool:
    return await waiting(database, name) == 0


async def test_stopping_lets_a_job_finish(engines: Engines, database: Database, name: str) -> None:
    begun, go_on, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(_job: Job) -> None:
        begun.set()
        await go_on.wait()
        done.set()

    async with working(engines, name, slow) as worker:
        await queue(database, name)
        await begun.wait()
        worker.stop()
        go_on.set()
    assert done.is_set()
    assert await waiting(database, name) == 0


DYING = """
import asyncio, sys
from datetime import timedelta
from switchboard.core.jobs import Work, Worker
from switchboard.core.queue_connection import CHANNEL, QueueConnection

async def hang(job):
    print("begun", flush=True)
    await asyncio.Event().wait()

async def main(url, name):
    connection = QueueConnection(url)
    worker = Worker(connection, [Work(name, hang)], concurrency=1, heartbeat=timedelta(seconds=1))
    await worker.run()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_another_worker_takes_over_when_one_is_killed(
    engines: Engines, database: Database, name: str
) -> None:
    await queue(database, name)
    command = [sys.executable, "-c", DYING, engines.urls.database_url, name]
    dying = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert dying.stdout is not None
        line = await asyncio.to_thread(dying.stdout.readline)
        assert line == b"begun\n"
    finally:
        os.kill(dying.pid, signal.SIGKILL)
        dying.wait()
    seen = Seen()
    async with working(engines, name, seen, heartbeat=SHORT):
        await eventually(lambda: seen.runs)
    assert seen.runs[0].attempt == 1


def test_rests_grow_up_to_a_limit() -> None:
    back_off = BackOff(timedelta(seconds=1), timedelta(seconds=10))
    rests = [back_off.after(failures).total_seconds() for failures in (1, 2, 3, 4, 5, 1000)]
    assert rests == [1, 2, 4, 8, 10, 10]


async def test_old_notes_of_runs_are_dropped(database: Database) -> None:
    """Those of failures later, and those of a job that is held not at all."""
    noted = "INSERT INTO pgqueuer_log (created, job_id, status, priority, entrypoint, aggregated)"
    rows = """ VALUES
        (now() - interval '2 hours', -1, 'successful', 0, 'x', true),
        (now() - interval '2 hours', -2, 'successful', 0, 'x', false),
        (now() - interval '1 minute', -3, 'successful', 0, 'x', true),
        (now() - interval '2 hours', -4, 'exception', 0, 'x', true),
        (now() - interval '8 days', -5, 'exception', 0, 'x', true),
        (now() - interval '8 days', -6, 'failed', 0, 'x', true)"""
    held = """INSERT INTO pgqueuer (id, priority, entrypoint, status, payload)
        OVERRIDING SYSTEM VALUE VALUES (-6, 0, 'x', 'failed', '{}')"""
    async with database.system() as session:
        for statement in (noted + rows, held):
            await session.execute(text(statement))
    await prune_job_log(database)
    async with database.system() as session:
        left = await session.scalars(text("SELECT job_id FROM pgqueuer_log WHERE entrypoint = 'x'"))
        assert set(left) == {-3, -4, -6}
        await session.execute(text("DELETE FROM pgqueuer WHERE id = -6"))
        await session.execute(text("DELETE FROM pgqueuer_log WHERE entrypoint = 'x'"))

"""PostgreSQL dies, hangs up or refuses: the next call works, and nobody sees anything else."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from switchboard.core.db import Database, Session
from switchboard.core.db_faults import repeated
from switchboard.core.errors import Problem, Repeatable, Unavailable
from switchboard.core.jobs import Job, Work, Worker, enqueue
from switchboard.core.queue_connection import QueueConnection
from switchboard.engines import Engines, EnginesConfig, running
from switchboard.migrations import upgrade
from tests.support.wait import eventually

WORKSPACE = "wsp_faults"


@pytest_asyncio.fixture(loop_scope="session")
async def own(engines: Engines) -> AsyncIterator[Database]:
    """A database with three connections of its own."""
    database = Database(engines.urls.database_url, pool_size=3)
    yield database
    await database.dispose()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def mortal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engines]:
    """A PostgreSQL that tests may kill."""
    folder: Path = tmp_path_factory.mktemp("mortal")
    config = EnginesConfig(folder, redis_url="redis://cache", chroma_url="http://vectors")
    async with running(config) as engines:
        await upgrade(engines.urls.database_url)
        yield engines


async def backend(session: Session) -> int:
    return int(await session.scalar(text("SELECT pg_backend_pid()")))


async def backends(database: Database, count: int) -> set[int]:
    """Use so many connections at once; returns their backends."""
    arrived, all_here = [], asyncio.Event()

    async def one() -> None:
        async with database.system() as session:
            arrived.append(await backend(session))
            if len(arrived) == count:
                all_here.set()
            await all_here.wait()

    await asyncio.gather(*(one() for _ in range(count)))
    return set(arrived)


async def terminate(engines: Engines, pids: set[int]) -> None:
    assert engines.urls.admin_url is not None
    admin = await asyncpg.connect(engines.urls.admin_url)
    try:
        for pid in pids:
            await admin.execute("SELECT pg_terminate_backend($1, 5000)", pid)
    finally:
        await admin.close()


async def test_connections_that_the_server_closed_are_replaced_before_they_are_used(
    own: Database, engines: Engines
) -> None:
    old = await backends(own, 3)
    await terminate(engines, old)
    new = await backends(own, 3)
    assert not old & new


async def through_sqlalchemy(session: Session) -> None:
    await session.execute(text("SELECT 1"))


async def through_the_driver(session: Session) -> None:
    await session.driver.execute("SELECT 1")


@pytest.mark.parametrize("use", [through_sqlalchemy, through_the_driver])
async def test_a_connection_that_breaks_in_the_middle_is_no_fault_of_ours(
    own: Database, engines: Engines, use: Callable[[Session], Awaitable[None]]
) -> None:
    async def use_a_broken_one() -> None:
        async with own.system() as session:
            await terminate(engines, {await backend(session)})
            await use(session)

    with pytest.raises(Unavailable) as raised:
        await use_a_broken_one()
    assert raised.value.headers["Retry-After"] == "1"
    assert "No changes were made" in raised.value.detail


async def test_a_connection_that_breaks_while_saving_says_so(
    own: Database, engines: Engines
) -> None:
    with pytest.raises(Unavailable, match="while saving"):
        async with own.system() as session:
            await terminate(engines, {await backend(session)})


async def test_mistakes_of_ours_stay_ours(own: Database) -> None:
    with pytest.raises(DBAPIError):
        async with own.system() as session:
            await session.execute(text("SELECT nothing FROM nowhere"))
    with pytest.raises(asyncpg.PostgresError):
        async with own.system() as session:
            await session.driver.execute("SELECT nothing FROM nowhere")


async def test_whatever_a_kill_meets_it_is_named_and_soon_over(mortal: Engines) -> None:
    """Units of work of every age, when the server dies beneath them: 503, and then all is well."""
    database = Database(mortal.urls.database_url, pool_size=8)
    ended, seen = asyncio.Event(), []

    async def use(number: int) -> None:
        while not ended.is_set():
            try:
                async with database.system() as session:
                    await session.execute(text("SELECT pg_sleep(0.001)"))
                    if number % 2:
                        await through_the_driver(session)
            except Problem as problem:
                seen.append(problem)

    users = [asyncio.create_task(use(number)) for number in range(12)]
    try:
        for _ in range(3):
            await mortal.wait_ready("postgres")
            await asyncio.sleep(0)
            pid = mortal.pid("postgres")
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            await eventually(partial(_is_another, mortal, pid))
        await mortal.wait_ready("postgres")
        async with database.system() as session:
            await through_sqlalchemy(session)
    finally:
        ended.set()
        await asyncio.gather(*users)
        await database.dispose()
    assert all(isinstance(problem, Unavailable) for problem in seen)


def _is_another(engines: Engines, pid: int) -> bool:
    return engines.pid("postgres") not in (None, pid)


async def lock_both(database: Database, first: int, second: int, met: asyncio.Barrier) -> int:
    """Two advisory locks, one after the other; returns how often it was tried."""
    tries = 0

    async def once() -> None:
        nonlocal tries
        tries += 1
        async with database.system() as session:
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": first})
            if tries == 1:
                await met.wait()
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": second})

    await repeated(once)
    return tries


async def test_a_deadlock_is_repeated_and_nobody_sees_it(own: Database) -> None:
    met = asyncio.Barrier(2)
    tries = await asyncio.gather(lock_both(own, 1, 2, met), lock_both(own, 2, 1, met))
    assert sum(tries) == 3


async def test_what_stays_in_the_way_is_told_in_the_end() -> None:
    tries = 0

    async def always() -> None:
        nonlocal tries
        tries += 1
        raise Repeatable("in the way")

    with pytest.raises(Repeatable):
        await repeated(always)
    assert tries == 5


async def test_jobs_go_on_at_once_when_the_queues_connection_breaks(
    engines: Engines, database: Database
) -> None:
    """Also while a job is under way: it ends as if nothing had been, and is not done again."""
    name = f"test.{uuid4().hex}"
    begun, go_on, done = asyncio.Event(), asyncio.Event(), []

    async def handle(job: Job) -> None:
        if job.payload.get("slow"):
            begun.set()
            await go_on.wait()
        done.append(job.payload)

    connection = QueueConnection(engines.urls.database_url)
    worker = Worker(
        connection, [Work(name, handle)], concurrency=4, heartbeat=timedelta(minutes=10)
    )
    running_now = asyncio.create_task(worker.run())
    try:
        async with database.transaction(WORKSPACE) as session:
            await enqueue(session, name, {"slow": True})
        await begun.wait()
        rows = await connection.fetch("SELECT pg_backend_pid() AS pid")
        await terminate(engines, {int(str(row["pid"])) for row in rows})
        async with database.transaction(WORKSPACE) as session:
            await enqueue(session, name, {"quick": True})
        await eventually(lambda: {"quick": True} in done)
        go_on.set()
        await eventually(lambda: {"slow": True} in done)

        async def none_left() -> bool:
            async with database.system() as session:
                left = text("SELECT count(*) FROM pgqueuer WHERE entrypoint = :name")
                return not await session.scalar(left, {"name": name})

        await eventually(none_left)
    finally:
        go_on.set()
        worker.stop()
        await running_now
        connection.close()
    assert len(done) == 2


async def test_a_job_that_met_a_dead_engine_has_not_failed(
    engines: Engines, database: Database
) -> None:
    name = f"test.{uuid4().hex}"
    attempts: list[int] = []

    async def handle(job: Job) -> None:
        attempts.append(job.attempt)
        if len(attempts) < 3:
            raise Unavailable("away")

    connection = QueueConnection(engines.urls.database_url)
    worker = Worker(connection, [Work(name, handle, max_attempts=1)], concurrency=4)
    running_now = asyncio.create_task(worker.run())
    try:
        async with database.transaction(WORKSPACE) as session:
            await enqueue(session, name, {})
        await eventually(lambda: len(attempts) == 3)
    finally:
        worker.stop()
        await running_now
        connection.close()
    assert attempts == [1, 1, 1]


async def test_a_worker_stops_also_while_postgresql_is_away() -> None:
    connection = QueueConnection("postgresql://nobody@/none?host=/nowhere")
    worker = Worker(connection, [], concurrency=4)
    running_now = asyncio.create_task(worker.run())
    await asyncio.sleep(0)
    worker.stop()
    with pytest.raises(ConnectionError):
        await running_now


async def test_a_connection_without_an_answer_is_given_up(engines: Engines) -> None:
    connection = QueueConnection(engines.urls.database_url, statement_seconds=0.2)
    first = await connection.fetch("SELECT pg_backend_pid() AS pid")
    asked = 0

    class Hanging:
        def is_closed(self) -> bool:
            return False

        def terminate(self) -> None:
            pass

        async def fetch(self, _query: str) -> None:
            nonlocal asked
            asked += 1
            await asyncio.Event().wait()

    connection.close()
    connection._connection = Hanging()
    second = await connection.fetch("SELECT pg_backend_pid() AS pid")
    connection.close()
    assert asked == 1
    assert second != first

"""Workers are woken after the commit, look for themselves, and keep to the limits of a kind."""

import asyncio

import asyncpg
import pytest
from sqlalchemy import text

from switchboard.core.db import Database
from switchboard.core.job_store import LOOKS_EVERY
from switchboard.core.jobs import Job, enqueue
from switchboard.core.queue_connection import CHANNEL, QueueConnection
from switchboard.engines import Engines
from tests.core.test_jobs import WORKSPACE, Seen, name, queue, waiting, working
from tests.support.wait import eventually

__all__ = ["name"]


async def done(database: Database, name: str) -> None:
    async def empty() -> bool:
        return await waiting(database, name) == 0

    await eventually(empty)


class Counting(QueueConnection):
    """Counts what a worker asks of PostgreSQL."""

    sent = 0

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        self.sent += 1
        return await super().fetch(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        self.sent += 1
        return await super().execute(query, *args)


async def test_a_job_costs_two_statements_and_waiting_none(
    engines: Engines, database: Database, name: str
) -> None:
    """One that claims and one that drops it; now and then a worker looks for itself."""
    seen = Seen()
    async with working(engines, name, seen, connect=Counting) as worker:
        connection = worker.connection
        assert isinstance(connection, Counting)
        await queue(database, name)
        await done(database, name)
        before, began = connection.sent, asyncio.get_running_loop().time()
        for _ in range(20):
            await queue(database, name)
            await done(database, name)
        lasted = asyncio.get_running_loop().time() - began
    looks_for_itself = 1 + lasted // LOOKS_EVERY.total_seconds()
    assert len(seen.runs) == 21
    assert connection.sent - before <= 20 * 2 + 4 * looks_for_itself


async def test_a_lost_wake_up_costs_time_and_no_job(
    engines: Engines, database: Database, name: str
) -> None:
    """A process may die between its commit and the notification: workers look for themselves."""
    seen = Seen()
    async with working(engines, name, seen):
        await queue(database, name, number=1)
        await eventually(lambda: seen.runs)
        async with database.system() as session:
            await session.execute(
                text(
                    "INSERT INTO pgqueuer (entrypoint, payload, priority, status)"
                    " VALUES (:name, :body, 0, 'queued')"
                ),
                {"name": name, "body": b'{"workspace_id": "wsp_jobs", "payload": {"number": 2}}'},
            )
        await eventually(lambda: len(seen.runs) == 2)
    assert [run.payload["number"] for run in seen.runs] == [1, 2]


async def test_workers_are_woken_after_the_commit_and_only_then(
    engines: Engines, database: Database, name: str
) -> None:
    heard: list[str] = []
    listening = await asyncpg.connect(engines.urls.database_url)
    await listening.add_listener(CHANNEL, lambda *said: heard.append(said[-1]))

    async def fail_late() -> None:
        async with database.transaction(WORKSPACE) as session:
            await enqueue(session, name, {})
            await session.settle()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_late()
    await queue(database, name)
    await eventually(lambda: any(name in said for said in heard))
    assert sum(name in said for said in heard) == 1
    await listening.close()


async def test_of_a_limited_kind_only_so_many_run_at_once(
    engines: Engines, database: Database, name: str
) -> None:
    running: list[int] = []
    most = 0

    async def handle(job: Job) -> None:
        nonlocal most
        running.append(job.payload["number"])
        most = max(most, len(running))
        await asyncio.sleep(0)
        running.remove(job.payload["number"])

    for number in range(5):
        await queue(database, name, number=number)
    async with working(engines, name, handle, at_once=1):
        await done(database, name)
    assert most == 1

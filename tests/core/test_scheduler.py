"""Chores: each by itself, when it is due, by one process of all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from switchboard.core.db import Database
from switchboard.core.scheduler import Chore, Scheduler, each
from switchboard.core.telemetry import CHORES
from tests.support.wait import eventually

HOUR, AT_ONCE = timedelta(hours=1), timedelta(milliseconds=1)


class Done:
    """A chore's act that counts, and does what it is told."""

    def __init__(self, act: Callable[[], Awaitable[None]] | None = None) -> None:
        self.times = 0
        self._act = act

    async def __call__(self) -> None:
        self.times += 1
        if self._act is not None:
            await self._act()


@pytest.fixture
async def name(database: Database) -> AsyncIterator[str]:
    """A chore of this test's own."""
    made = f"test.{uuid4().hex}"
    yield made
    async with database.system() as session:
        await session.execute(text("DELETE FROM chores WHERE name LIKE 'test.%'"))


async def fail() -> None:
    raise ZeroDivisionError


def scheduler(database: Database, *chores: Chore, lease: timedelta = HOUR) -> Scheduler:
    return Scheduler(database, chores, lease=lease)


async def test_it_is_done_once_a_period_whoever_asks(database: Database, name: str) -> None:
    done = Done()
    chore = Chore(name, HOUR, done)
    several = [scheduler(database, chore) for _ in range(4)]
    for _ in range(3):
        await asyncio.gather(*(one.do_if_due(chore) for one in several))
    assert done.times == 1


async def test_nobody_else_does_it_meanwhile(database: Database, name: str) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        begun.set()
        await go_on.wait()

    done = Done(hang)
    chore = Chore(name, AT_ONCE, done)
    first = asyncio.create_task(scheduler(database).do_if_due(chore))
    await begun.wait()
    assert not await scheduler(database).do_if_due(chore)
    go_on.set()
    assert await first
    assert done.times == 1


async def test_a_lease_is_renewed_for_as_long_as_it_takes(database: Database, name: str) -> None:
    short = timedelta(seconds=0.4)
    until = text("SELECT leased_until FROM chores WHERE name = :name")

    async def leased_until() -> object:
        async with database.system() as session:
            return await session.scalar(until, {"name": name})

    async def wait_for_renewals() -> None:
        for _ in range(3):
            before = await leased_until()

            async def renewed(before: object = before) -> bool:
                return await leased_until() != before

            await eventually(renewed)

    chore = Chore(name, HOUR, wait_for_renewals)
    assert await scheduler(database, lease=short).do_if_due(chore)


async def test_a_dead_process_is_taken_over_from(database: Database, name: str) -> None:
    done = Done()
    chore = Chore(name, HOUR, done)
    for leased_for, taken_over in (("1 minute", False), ("-1 second", True)):
        async with database.system() as session:
            dead = f"""INSERT INTO chores
                VALUES (:name, now(), now() + interval '{leased_for}', 'dead')
                ON CONFLICT (name) DO UPDATE SET leased_until = excluded.leased_until"""
            await session.execute(text(dead), {"name": name})
        assert await scheduler(database).do_if_due(chore) is taken_over


async def test_a_process_that_stops_lets_others_do_it(database: Database, name: str) -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        begun.set()
        await asyncio.Event().wait()

    stopping = asyncio.create_task(scheduler(database).do_if_due(Chore(name, HOUR, hang)))
    await begun.wait()
    stopping.cancel()
    await asyncio.gather(stopping, return_exceptions=True)
    assert await scheduler(database).do_if_due(Chore(name, HOUR, Done()))


async def test_one_that_fails_stops_no_other_and_comes_again(database: Database, name: str) -> None:
    failing, working = Done(fail), Done()
    failed = CHORES.labels(f"{name}.fails", "failed")
    chores = [Chore(f"{name}.fails", AT_ONCE, failing), Chore(f"{name}.works", AT_ONCE, working)]
    running = asyncio.create_task(scheduler(database, *chores).run())
    try:
        await eventually(lambda: failing.times >= 3 and working.times >= 3)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert failed._value.get() >= 2


async def test_one_that_hangs_stops_no_other(database: Database, name: str) -> None:
    working = Done()
    chores = [
        Chore(f"{name}.hangs", AT_ONCE, asyncio.Event().wait),
        Chore(f"{name}.works", AT_ONCE, working),
    ]
    running = asyncio.create_task(scheduler(database, *chores).run())
    try:
        await eventually(lambda: working.times >= 3)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_of_many_items_one_that_fails_stops_no_other() -> None:
    seen: list[int] = []

    async def act(item: int) -> None:
        if item == 2:
            await fail()
        seen.append(item)

    with pytest.raises(ExceptionGroup) as raised:
        await each([1, 2, 3], act)
    assert seen == [1, 3]
    assert isinstance(raised.value.exceptions[0], ZeroDivisionError)

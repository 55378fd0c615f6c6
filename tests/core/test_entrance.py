"""When all come at once, some wait and the others are told when it is their turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest

from switchboard.core.entrance import ComeBack, Entrance
from tests.support.wait import eventually


class Clock:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def crowd(entrance: Entrance, size: int) -> AsyncIterator[list[int]]:
    """So many who try to come in, and stay until the block ends; who is in, by number."""
    inside: list[int] = []
    leave = asyncio.Event()

    async def one(number: int) -> None:
        async with entrance.enter():
            inside.append(number)
            await leave.wait()

    tasks = [asyncio.create_task(one(number)) for number in range(size)]
    await asyncio.sleep(0)
    try:
        yield inside
    finally:
        leave.set()
        await asyncio.gather(*tasks)
    assert sorted(inside) == list(range(size))


async def test_so_many_at_a_time_and_the_others_after_them() -> None:
    entrance = Entrance(at_once=2)
    async with crowd(entrance, 5) as inside:
        await eventually(lambda: len(inside) == 2)
        await asyncio.sleep(0)
        assert inside == [0, 1]


async def test_who_would_wait_for_long_gets_a_turn_each() -> None:
    clock = Clock()
    entrance = Entrance(at_once=1, patience=1.0, clock=clock)
    async with entrance.enter():
        clock.now += 16.0  # it takes a second each, on average
    async with crowd(entrance, 2) as inside:
        await eventually(lambda: inside == [0])
        turns = []
        for _ in range(5):
            with pytest.raises(ComeBack) as told:
                async with entrance.enter():
                    pass
            turns.append(told.value.after_ms)
    assert turns[0] == 1000
    apart = {later - earlier for earlier, later in pairwise(turns)}
    assert min(apart) > 900


async def test_a_turn_is_not_in_the_past() -> None:
    clock = Clock()
    entrance = Entrance(at_once=1, patience=0.0, clock=clock)
    async with crowd(entrance, 2) as inside:
        await eventually(lambda: inside == [0])
        for _ in range(2):
            clock.now += 1_000
            with pytest.raises(ComeBack) as told:
                async with entrance.enter():
                    pass
            assert told.value.after_ms == 0


async def test_one_that_takes_for_ever_gives_its_place_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("switchboard.core.entrance.MAX_SECONDS", 0.01)
    entrance = Entrance(at_once=1)
    with pytest.raises(ComeBack):
        async with entrance.enter():
            await asyncio.Event().wait()
    async with entrance.enter():
        pass

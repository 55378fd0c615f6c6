"""Calls at the same time share a transaction; what one of them spoils is done alone."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import text

from switchboard.core.db import Database, Session
from switchboard.core.errors import Invalid
from switchboard.core.together import Together

WORKSPACE = "wsp_together"


class Counter:
    """Says in which transaction each item was handled."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.alone: list[str] = []

    @property
    def handled(self) -> list[str]:
        return [item for batch in self.batches for item in batch]

    async def many(self, session: Session, items: Sequence[str]) -> list[str | None]:
        self.batches.append(list(items))
        if "poison" in items:
            await session.execute(text("SELECT 1 / 0"))
        await session.execute(text("SELECT 1"))
        return [None if item.startswith("odd") else item.upper() for item in items]

    async def one(self, session: Session, item: str) -> str:
        self.alone.append(item)
        if item == "poison":
            raise Invalid("That cannot be kept.")
        await session.execute(text("SELECT 1"))
        return f"{item} alone"


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def together(database: Database, counter: Counter) -> Together[str, str]:
    return Together(database, counter.many, counter.one, key=lambda item: item[:5])


async def handle(together: Together[str, str], *items: str) -> list[str | BaseException]:
    calls = (together.handle(WORKSPACE, item) for item in items)
    return await asyncio.gather(*calls, return_exceptions=True)


async def test_a_lone_call_does_not_wait_for_company(
    together: Together[str, str], counter: Counter
) -> None:
    assert await together.handle(WORKSPACE, "a") == "A"
    assert counter.batches == [["a"]]


async def test_what_comes_meanwhile_shares_the_next_transaction(
    together: Together[str, str], counter: Counter
) -> None:
    items = [f"{number:05}" for number in range(40)]
    assert await handle(together, *items) == items
    assert counter.handled == items
    assert len(counter.batches) < len(items) / 2


async def test_items_of_one_key_stay_in_order_and_apart(
    together: Together[str, str], counter: Counter
) -> None:
    await handle(together, "same1", "same1b", "other", "same1c")
    assert counter.handled.index("same1b") < counter.handled.index("same1c")
    for batch in counter.batches:
        assert len({item[:5] for item in batch}) == len(batch)


async def test_what_is_left_is_handled_alone(
    together: Together[str, str], counter: Counter
) -> None:
    assert await handle(together, "odd 1", "plain") == ["odd 1 alone", "PLAIN"]


async def test_one_that_cannot_be_handled_spoils_it_for_nobody_else(
    together: Together[str, str], counter: Counter
) -> None:
    first, poisoned, third = await handle(together, "first", "poison", "third")
    assert (first, third) in {("FIRST", "third alone"), ("first alone", "third alone")}
    assert isinstance(poisoned, Invalid)


async def test_whoever_has_gone_is_no_trouble_for_the_others(
    together: Together[str, str],
) -> None:
    going = asyncio.create_task(together.handle(WORKSPACE, "going"))
    staying = asyncio.create_task(together.handle(WORKSPACE, "staying"))
    await asyncio.sleep(0)
    going.cancel()
    assert await staying == "STAYING"

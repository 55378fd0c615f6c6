"""Calls at the same time share a transaction; what one of them spoils is done alone."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import text

from switchboard.core.batching import TransactionBatcher
from switchboard.core.db import Database, Session
from switchboard.core.errors import Invalid

WORKSPACE = "wsp_batching"


class Counter:
    """Says in which transaction each item was handled."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    @property
    def handled(self) -> list[str]:
        return [item for batch in self.batches for item in batch]

    async def handle(self, session: Session, items: Sequence[str]) -> list[str | None]:
        self.batches.append(list(items))
        await session.execute(text("SELECT 1"))
        if len(items) == 1:
            return [self._alone(items[0])]
        if "poison" in items:
            await session.execute(text("SELECT 1 / 0"))
        return [None if item.startswith("odd") else item.upper() for item in items]

    def _alone(self, item: str) -> str:
        if item == "poison":
            raise Invalid("That cannot be stored.")
        return f"{item} alone"


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def batcher(database: Database, counter: Counter) -> TransactionBatcher[str, str]:
    return TransactionBatcher(database, counter.handle, key=lambda item: item[:5])


async def handle(batcher: TransactionBatcher[str, str], *items: str) -> list[str | BaseException]:
    calls = (batcher.handle(WORKSPACE, item) for item in items)
    return await asyncio.gather(*calls, return_exceptions=True)


async def said(batcher: TransactionBatcher[str, str], *items: str) -> list[str]:
    return [str(answer) for answer in await handle(batcher, *items)]


async def test_a_lone_call_does_not_wait_for_company(
    batcher: TransactionBatcher[str, str], counter: Counter
) -> None:
    assert await batcher.handle(WORKSPACE, "a") == "a alone"
    assert counter.batches == [["a"]]


async def test_what_comes_meanwhile_shares_the_next_transaction(
    batcher: TransactionBatcher[str, str], counter: Counter
) -> None:
    items = [f"{number:05}" for number in range(40)]
    assert sorted(text[:5] for text in await said(batcher, *items)) == items
    assert counter.handled == items
    assert len(counter.batches) < len(items) / 2


async def test_items_of_one_key_stay_in_order_and_apart(
    batcher: TransactionBatcher[str, str], counter: Counter
) -> None:
    await handle(batcher, "same1", "same1b", "other", "same1c")
    assert counter.handled.index("same1b") < counter.handled.index("same1c")
    for batch in counter.batches:
        assert len({item[:5] for item in batch}) == len(batch)


async def test_what_is_left_is_handled_alone(
    batcher: TransactionBatcher[str, str], counter: Counter
) -> None:
    assert await handle(batcher, "first", "odd 1", "plain") == [
        "FIRST",
        "odd 1 alone",
        "PLAIN",
    ]


async def test_one_that_cannot_be_handled_spoils_it_for_nobody_else(
    batcher: TransactionBatcher[str, str], counter: Counter
) -> None:
    first, poisoned, third = await handle(batcher, "first", "poison", "third")
    assert (first, third) == ("first alone", "third alone")
    assert isinstance(poisoned, Invalid)


async def test_one_that_waits_for_a_lock_holds_up_its_own_key_only(
    database: Database,
) -> None:
    released = asyncio.Event()
    order: list[str] = []

    async def handle_items(_session: Session, items: Sequence[str]) -> list[str | None]:
        if len(items) == 1 and items[0] == "stuck 1":
            await released.wait()
        order.extend(items)
        return list(items)

    batcher = TransactionBatcher(database, handle_items, key=lambda item: item[:5])
    first = asyncio.create_task(batcher.handle(WORKSPACE, "stuck 1"))
    await asyncio.sleep(0)
    second = asyncio.create_task(batcher.handle(WORKSPACE, "stuck 2"))
    assert await asyncio.gather(*(batcher.handle(WORKSPACE, f"{n:05}") for n in range(50)))
    assert not second.done()
    released.set()
    assert (await first, await second) == ("stuck 1", "stuck 2")
    assert order.index("stuck 1") < order.index("stuck 2")


async def test_whoever_has_gone_is_no_trouble_for_the_others(
    batcher: TransactionBatcher[str, str],
) -> None:
    going = asyncio.create_task(batcher.handle(WORKSPACE, "going"))
    staying = asyncio.create_task(batcher.handle(WORKSPACE, "staying"))
    await asyncio.sleep(0)
    going.cancel()
    assert await staying in ("STAYING", "staying alone")

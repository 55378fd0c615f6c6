"""Heavy work runs in children: it may die, and nobody else notices."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.core import heavy
from switchboard.core.heavy import TooHeavy

PLACE = "tests.core.test_heavy"


def doubled(text: str) -> str:
    return text * 2


def fails(words: str) -> None:
    raise ValueError(words)


def eats(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def spins() -> None:
    while True:
        pass


def dies() -> None:
    os._exit(1)


def writes() -> None:
    with open("/tmp/heavy", "w") as file:
        file.write("x" * 100_000)


def environment() -> list[str]:
    return sorted(os.environ)


@pytest_asyncio.fixture(autouse=True)
async def closed() -> AsyncIterator[None]:
    yield
    await heavy.close()


async def test_the_result_comes_back() -> None:
    found = await asyncio.gather(*(heavy.run(doubled, f"ü{n}") for n in range(5)))
    assert found == [f"ü{n}ü{n}" for n in range(5)]


async def test_a_failure_says_its_kind_and_not_its_words() -> None:
    with pytest.raises(TooHeavy, match="ValueError") as caught:
        await heavy.run(fails, "a customer's words")
    assert "words" not in str(caught.value)
    assert await heavy.run(doubled, "a") == "aa"


@pytest.mark.parametrize("function", [dies, spins])
async def test_a_child_that_ends_is_replaced(
    function: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heavy, "SECONDS", 3.0)
    with pytest.raises(TooHeavy):
        await heavy.run(function)  # type: ignore[arg-type]
    assert await heavy.run(doubled, "a") == "aa"


async def test_memory_has_a_limit() -> None:
    with pytest.raises(TooHeavy):
        await heavy.run(eats, 2_000)


async def test_it_writes_no_file_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCHBOARD_SECRET_KEY", "a secret")
    with pytest.raises(TooHeavy):
        await heavy.run(writes)
    assert not [name for name in await heavy.run(environment) if "SWITCHBOARD" in name]


async def test_who_stops_waiting_gets_nobody_elses_answer() -> None:
    waiting = asyncio.create_task(heavy.run(spins))
    assert await heavy.run(doubled, "a") == "aa"
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await heavy.run(doubled, "b") == "bb"

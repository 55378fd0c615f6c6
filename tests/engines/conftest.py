"""Shared by the engines' tests: every test that starts servers starts the real ones."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.engines import Engines, EnginesConfig, running
from tests.support.wait import LONGEST_SECONDS

Until = Callable[[Callable[[], object]], Awaitable[None]]


@pytest.fixture
def until() -> Until:
    """Waits for a condition, which may be a coroutine function; fails in the end."""

    async def wait(condition: Callable[[], object]) -> None:
        async with asyncio.timeout(LONGEST_SECONDS):
            while True:
                found = condition()
                if inspect.isawaitable(found):
                    found = await found
                if found:
                    return
                await asyncio.sleep(0.02)

    return wait


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def engines(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engines]:
    """All three servers, for tests that leave them running."""
    data_dir: Path = tmp_path_factory.mktemp("engines")
    async with running(EnginesConfig(data_dir)) as started:
        yield started

"""A bus on a Valkey of its own, which a test may stop and start."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.engines import Engines, EnginesConfig, running
from switchboard.realtime import Bus
from tests.support.wait import eventually


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def own_valkey(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engines]:
    """A Valkey that no other test uses."""
    config = EnginesConfig(
        data_dir=tmp_path_factory.mktemp("valkey"),
        database_url="postgresql://elsewhere",
        chroma_url="http://elsewhere",
    )
    async with running(config) as engines:
        yield engines


@pytest_asyncio.fixture(loop_scope="session")
async def bus(own_valkey: Engines) -> AsyncIterator[Bus]:
    """A process's bus, which hears already."""
    bus = Bus(own_valkey.urls.redis_url)
    await bus.start()
    await eventually(lambda: bus.connected)
    yield bus
    await bus.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def other_bus(own_valkey: Engines) -> AsyncIterator[Bus]:
    """Another process's bus."""
    bus = Bus(own_valkey.urls.redis_url)
    await bus.start()
    await eventually(lambda: bus.connected)
    yield bus
    await bus.stop()

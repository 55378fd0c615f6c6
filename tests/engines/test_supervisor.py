"""An engine that dies is started again; one that is stopped on purpose stays down."""

import os
import signal
from collections.abc import Awaitable, Callable

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from switchboard.engines import ENGINE_NAMES, EngineName, Engines


@pytest.mark.parametrize("name", ENGINE_NAMES)
async def test_a_killed_engine_comes_back_at_the_same_address(
    engines: Engines, until: Callable[..., Awaitable[None]], name: EngineName
) -> None:
    first = engines.pid(name)
    url = engines.supervisors[name].engine.url
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await until(lambda: engines.pid(name) not in (None, first))
    await engines.wait_ready(name)
    assert engines.supervisors[name].engine.url == url


async def test_a_killed_guard_leaves_no_second_engine(
    engines: Engines, until: Callable[..., Awaitable[None]]
) -> None:
    first = engines.pid("valkey")
    process = engines.supervisors["valkey"]._process
    assert first is not None
    assert process is not None
    process._guard.kill()
    await until(lambda: engines.pid("valkey") not in (None, first))
    await engines.wait_ready("valkey")


async def test_valkey_can_be_stopped_and_started(engines: Engines) -> None:
    await engines.stop("valkey")
    assert engines.pid("valkey") is None
    client = Redis.from_url(engines.urls.redis_url)
    with pytest.raises(RedisConnectionError):
        await client.ping()
    await engines.start("valkey")
    assert await client.ping()
    await client.aclose()


async def test_stopping_and_starting_twice_changes_nothing(engines: Engines) -> None:
    await engines.stop("valkey")
    await engines.stop("valkey")
    await engines.start("valkey")
    pid = engines.pid("valkey")
    await engines.start("valkey")
    assert engines.pid("valkey") == pid

"""An engine that dies is started again; one that is stopped on purpose stays down."""

import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from switchboard.engines import (
    ENGINE_NAMES,
    EngineError,
    EngineName,
    Engines,
    EnginesConfig,
    running,
)


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


ONLY_POSTGRES = {"redis_url": "redis://cache.example", "chroma_url": "http://vectors.example"}


async def test_a_failed_start_quotes_the_engines_last_words(tmp_path: Path) -> None:
    config = EnginesConfig(tmp_path, **ONLY_POSTGRES)
    async with running(config):
        pass
    (tmp_path / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(EngineError, match=r"PostgreSQL ended at once[^$]*pg_control") as error:
        async with running(config):
            pass
    assert "postgres.log" in error.value.remedy


async def test_a_restart_that_fails_is_tried_again(
    tmp_path: Path, until: Callable[..., Awaitable[None]]
) -> None:
    told: list[str] = []
    config = EnginesConfig(tmp_path, **ONLY_POSTGRES)
    async with running(config, lambda name, what: told.append(what)) as engines:
        first = engines.pid("postgres")
        assert first is not None
        version = tmp_path / "postgres" / "PG_VERSION"
        hidden = version.rename(tmp_path / "hidden")
        os.kill(first, signal.SIGKILL)
        await until(lambda: any("not a PostgreSQL data folder" in what for what in told))
        hidden.rename(version)
        await engines.wait_ready("postgres")
        assert engines.pid("postgres") not in (None, first)

"""The other end of a connection vanishes without a word: it is found, and what follows works.

As when a firewall forgets a connection or a machine is cut off: nothing is refused and nothing
closed, so only a time-out tells.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from redis.asyncio import Redis
from sqlalchemy import text

from switchboard.core import storage as object_store
from switchboard.core.db import Database
from switchboard.core.errors import Unavailable
from switchboard.core.queue_connection import QueueConnection
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.core.storage import open_storage
from switchboard.engines import Engines
from tests.support.swallowing import SwallowingProxy, swallowing_proxy
from tests.support.wait import eventually

CONNECTIONS = 3


@pytest_asyncio.fixture(loop_scope="session")
async def postgres(engines: Engines) -> AsyncIterator[SwallowingProxy]:
    folder = parse_qs(urlsplit(engines.urls.database_url).query)["host"][0]
    async with swallowing_proxy(f"{folder}/.s.PGSQL.5432") as proxy:
        yield proxy


def url_of(proxy: SwallowingProxy) -> str:
    return f"postgresql://switchboard@127.0.0.1:{proxy.port}/switchboard"


@pytest_asyncio.fixture(loop_scope="session")
async def remote(postgres: SwallowingProxy) -> AsyncIterator[Database]:
    database = Database(
        url_of(postgres), pool_size=CONNECTIONS, answer_seconds=0.5, statement_seconds=0.5
    )
    await fill(database)
    yield database
    await database.dispose()


async def fill(database: Database) -> None:
    """Have as many connections as there may be."""
    everybody = asyncio.Barrier(CONNECTIONS)

    async def one() -> None:
        async with database.system():
            await everybody.wait()

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))


async def test_a_silent_connection_is_replaced_before_anybody_hears_of_it(
    postgres: SwallowingProxy, remote: Database
) -> None:
    assert postgres.vanish() == CONNECTIONS
    for _ in range(CONNECTIONS):
        async with remote.system() as session:
            assert await session.scalar(text("SELECT 1")) == 1
    await fill(remote)
    assert postgres.live == CONNECTIONS


async def test_a_connection_that_goes_silent_in_the_middle_is_an_engine_that_is_away(
    postgres: SwallowingProxy, remote: Database
) -> None:
    async def before_it_asks() -> None:
        async with remote.system() as session:
            postgres.vanish()
            await session.execute(text("SELECT 1"))

    async def before_it_saves() -> None:
        async with remote.system() as session:
            await session.execute(text("SELECT 1"))
            postgres.vanish()

    with pytest.raises(Unavailable, match="No changes were made"):
        await before_it_asks()
    with pytest.raises(Unavailable, match="Check whether your change was saved"):
        await before_it_saves()
    await fill(remote)


async def test_who_gives_up_on_a_silent_connection_does_not_keep_it(
    postgres: SwallowingProxy, remote: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.core.session.ROLL_BACK_SECONDS", 0.2)

    async def ask(asking: asyncio.Event) -> None:
        async with remote.system() as session:
            postgres.vanish()
            asking.set()
            await session.driver.execute("SELECT 1", timeout=60)

    for _ in range(CONNECTIONS + 1):
        begun = asyncio.Event()
        task = asyncio.create_task(ask(begun))
        await begun.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await fill(remote)


async def test_a_database_that_never_answers_is_away(
    postgres: SwallowingProxy, remote: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.core.db.PATIENCE_SECONDS", 0.0)
    postgres.dark = True
    postgres.vanish()
    with pytest.raises(Unavailable):
        async with remote.system():
            pass
    postgres.dark = False
    await fill(remote)


async def test_the_queue_finds_a_silent_connection(postgres: SwallowingProxy) -> None:
    connection = QueueConnection(url_of(postgres), statement_seconds=0.5)
    ask = "SELECT pg_backend_pid() AS pid"
    first = await connection.fetch(ask)
    postgres.vanish()
    assert await connection.fetch(ask) != first
    connection.close()


async def test_a_silent_valkey_holds_nobody_up(engines: Engines) -> None:
    path = urlsplit(engines.urls.redis_url).path
    async with (
        swallowing_proxy(path) as proxy,
        Redis(host="127.0.0.1", port=proxy.port, socket_timeout=0.2) as redis,
    ):
        limiter, limit = RateLimiter(redis), Limit("silent", count=3, seconds=60)
        await limiter.require(limit, "somebody")
        proxy.dark = True
        assert proxy.vanish() == 1
        await limiter.require(limit, "somebody")
        proxy.dark = False
        await redis.ping()


async def test_an_object_store_that_never_answers_is_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(object_store, "REQUEST_SECONDS", 0.2)
    monkeypatch.setattr(object_store, "RETRY_SECONDS", 0.2)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")
    async with swallowing_proxy(1) as proxy:
        proxy.dark = True
        monkeypatch.setenv("AWS_ENDPOINT", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        storage = open_storage("s3://bucket/files", tmp_path, "secret")
        with pytest.raises(Unavailable):
            await storage.put("wsp_1", "name", b"data")
        with pytest.raises(Unavailable):
            await storage.read("wsp_1", "name")
        with pytest.raises(Unavailable):
            await storage.names_in("wsp_1", "folder")
        assert await eventually(lambda: proxy.live == 0)

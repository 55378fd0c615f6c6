"""The other end of a connection vanishes without a word: it is found, and what follows works.

As when a firewall forgets a connection or a machine is cut off: nothing is refused and nothing
closed, so only a time-out tells.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from switchboard.core import storage as object_store
from switchboard.core.errors import Unavailable
from switchboard.core.queue_connection import QueueConnection
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.core.storage import open_storage
from switchboard.engines import Engines
from tests.support.swallowing import SwallowingProxy, swallowing_proxy
from tests.support.wait import eventually


@pytest_asyncio.fixture(loop_scope="session")
async def postgres(engines: Engines) -> AsyncIterator[SwallowingProxy]:
    folder = parse_qs(urlsplit(engines.urls.database_url).query)["host"][0]
    async with swallowing_proxy(f"{folder}/.s.PGSQL.5432") as proxy:
        yield proxy


def url_of(proxy: SwallowingProxy) -> str:
    return f"postgresql://switchboard@127.0.0.1:{proxy.port}/switchboard"


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

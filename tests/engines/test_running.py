"""The engines start, can be used, keep their data, and belong to one instance only."""

import os
import socket
from pathlib import Path
from urllib.parse import unquote, urlsplit

import asyncpg
import psutil
import pytest
from redis.asyncio import Redis

from switchboard.engines import (
    ENGINE_NAMES,
    EngineError,
    Engines,
    EnginesConfig,
    lock_holder,
    running,
    running_urls,
)

ELSEWHERE = EnginesConfig(
    Path("/nonexistent/never-made"),
    database_url="postgresql://db.example/switchboard",
    redis_url="redis://cache.example",
    chroma_url="http://vectors.example",
)


async def test_the_application_connects_as_an_owner_bound_by_row_level_security(
    engines: Engines,
) -> None:
    connection = await asyncpg.connect(engines.urls.database_url)
    try:
        role = await connection.fetchrow("SELECT * FROM pg_roles WHERE rolname = current_user")
        assert not role["rolsuper"]
        assert not role["rolbypassrls"]
        await connection.execute("CREATE TABLE secrets (owner text, word text)")
        await connection.execute("ALTER TABLE secrets ENABLE ROW LEVEL SECURITY")
        await connection.execute("ALTER TABLE secrets FORCE ROW LEVEL SECURITY")
        await connection.execute("CREATE POLICY p ON secrets USING (owner = 'me')")
        await connection.execute("INSERT INTO secrets VALUES ('me', 'mine')")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("INSERT INTO secrets VALUES ('you', 'yours')")
    finally:
        await connection.execute("DROP TABLE IF EXISTS secrets")
        await connection.close()


@pytest.mark.parametrize(
    ("setting", "value"),
    [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("jit", "off")],
)
async def test_postgres_is_durable_and_small(engines: Engines, setting: str, value: str) -> None:
    connection = await asyncpg.connect(engines.urls.database_url)
    try:
        assert await connection.fetchval("SELECT current_setting($1)", setting) == value
    finally:
        await connection.close()


async def test_lower_case_works_beyond_english(engines: Engines) -> None:
    connection = await asyncpg.connect(engines.urls.database_url)
    try:
        assert await connection.fetchval("SELECT lower('ÅÄÖ ΣΑΣ')") == "åäö σασ"
    finally:
        await connection.close()


async def test_valkey_forgets_rather_than_refuses(engines: Engines) -> None:
    client = Redis.from_url(engines.urls.redis_url)
    try:
        assert await client.ping()
        limits = await client.config_get("maxmemory*")
        assert int(limits["maxmemory"] or 0) > 0
        assert limits["maxmemory-policy"] == "allkeys-lru"
    finally:
        await client.aclose()


async def test_only_chroma_listens_on_a_port_and_only_on_loopback(engines: Engines) -> None:
    listening = {
        (name, found.laddr.ip)
        for name in ENGINE_NAMES
        for found in psutil.Process(engines.pid(name)).net_connections("inet")
        if found.status == psutil.CONN_LISTEN
    }
    assert listening == {("chroma", "127.0.0.1")}


async def test_sockets_are_closed_to_other_accounts(engines: Engines) -> None:
    valkey = Path(unquote(urlsplit(engines.urls.redis_url).path))
    assert valkey.stat().st_mode & 0o077 == 0
    postgres = valkey.parent / "postgres"
    assert postgres.stat().st_mode & 0o077 == 0


async def test_a_second_start_keeps_the_data(tmp_path: Path) -> None:
    config = EnginesConfig(tmp_path, chroma_url="http://vectors.example")
    async with running(config) as first:
        connection = await asyncpg.connect(first.urls.database_url)
        await connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        await connection.close()
    async with running(config) as second:
        connection = await asyncpg.connect(second.urls.database_url)
        assert await connection.fetchval("SELECT answer FROM kept") == 42
        await connection.close()


async def test_the_vector_store_keeps_its_address_over_restarts_if_it_can(tmp_path: Path) -> None:
    """Other processes over the data folder know it, and go on when the store is back."""
    config = EnginesConfig(
        tmp_path, database_url="postgresql://db.example/x", redis_url="redis://cache.example"
    )
    async with running(config) as first:
        address = first.urls.chroma_url
    async with running(config) as second:
        assert second.urls.chroma_url == address
    with socket.create_server(("127.0.0.1", int(address.rpartition(":")[2]))):
        async with running(config) as third:
            assert third.urls.chroma_url != address


async def test_nothing_runs_after_the_end(tmp_path: Path) -> None:
    async with running(EnginesConfig(tmp_path)) as engines:
        pids = [engines.pid(name) for name in ENGINE_NAMES]
    assert not any(psutil.pid_exists(pid) for pid in pids if pid)


async def test_progress_is_told_for_each_engine(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    async with running(EnginesConfig(tmp_path), lambda name, what: told.append((name, what))):
        pass
    assert {name for name, what in told if what.startswith("ready")} == set(ENGINE_NAMES)


async def test_a_second_instance_is_refused_in_plain_words(tmp_path: Path) -> None:
    config = EnginesConfig(
        tmp_path, database_url="postgresql://db.example/x", chroma_url="http://v.example"
    )
    async with running(config) as first:
        with pytest.raises(EngineError, match=f"process {os.getpid()}\\) is already using"):
            async with running(config):
                pass
        assert lock_holder(tmp_path) == os.getpid()
        assert running_urls(tmp_path) == first.urls
    assert lock_holder(tmp_path) is None
    assert running_urls(tmp_path) is None


async def test_engines_that_run_elsewhere_are_not_started() -> None:
    async with running(ELSEWHERE) as engines:
        assert engines.urls.database_url == ELSEWHERE.database_url
        assert engines.urls.admin_url is None
        assert engines.supervisors == {}
    assert not ELSEWHERE.data_dir.exists()


async def test_data_of_another_postgres_is_left_alone(tmp_path: Path) -> None:
    config = EnginesConfig(
        tmp_path, redis_url="redis://cache.example", chroma_url="http://v.example"
    )
    async with running(config):
        pass
    version = tmp_path / "postgres" / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(EngineError, match="written by PostgreSQL 12"):
        async with running(config):
            pass
    assert version.read_text() == "12\n"


async def test_a_foreign_folder_is_not_taken_for_data(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "holiday.jpg").touch()
    config = EnginesConfig(
        tmp_path, redis_url="redis://cache.example", chroma_url="http://v.example"
    )
    with pytest.raises(EngineError, match="not a PostgreSQL data folder"):
        async with running(config):
            pass
    assert (tmp_path / "postgres" / "holiday.jpg").exists()

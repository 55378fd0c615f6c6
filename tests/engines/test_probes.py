"""Versions are asked over the wire, with the password where there is one."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.engines import Engines
from switchboard.engines.chroma import free_port
from switchboard.engines.probes import chroma_version, postgres_version, resp_version
from switchboard.engines.process import Command, GuardedProcess, log_tail
from switchboard.engines.valkey import binary


@pytest_asyncio.fixture
async def guarded_port(tmp_path: Path, until: Callable[..., Awaitable[None]]) -> AsyncIterator[int]:
    """A Valkey on a loopback port that wants a password."""
    port = free_port()
    argv = (str(binary()), "--port", str(port), "--bind", "127.0.0.1", "--requirepass", "hunter2")
    log = tmp_path / "log"
    process = GuardedProcess(Command(argv, tmp_path, log, ((signal.SIGTERM, 5.0),)))
    await until(lambda: "Ready to accept" in log_tail(log))
    yield port
    await process.stop()


async def test_the_password_is_used(guarded_port: int) -> None:
    major, version = await resp_version(f"redis://:hunter2@127.0.0.1:{guarded_port}/0")
    assert major >= 9
    assert version.startswith("Valkey")
    assert await resp_version(f"redis://default:hunter2@127.0.0.1:{guarded_port}")


@pytest.mark.parametrize("password", ["", ":wrong@"])
async def test_a_wrong_password_is_said(guarded_port: int, password: str) -> None:
    with pytest.raises(ValueError, match=r"NOAUTH|WRONGPASS"):
        await resp_version(f"redis://{password}127.0.0.1:{guarded_port}")


async def test_versions_of_running_engines(engines: Engines) -> None:
    assert (await postgres_version(engines.urls.database_url))[0] == 18
    with_driver = engines.urls.database_url.replace("postgresql:", "postgresql+asyncpg:")
    assert (await postgres_version(with_driver))[0] == 18
    assert await chroma_version(engines.urls.chroma_url)


async def test_a_server_that_hangs_up_is_no_server() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises((ValueError, OSError)):
            await resp_version(f"redis://127.0.0.1:{port}")

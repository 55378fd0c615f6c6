"""Starts the product as its users do, on engines of its own, and says what it consumes."""

import asyncio
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psutil
import structlog
import uvloop

from switchboard.engines import Engines, EnginesConfig, running

ADMIN_EMAIL = "admin@demo.test"
ADMIN_PASSWORD = "a password for the benchmark only"
READY_WITHIN_SECONDS = 120.0
STOP_WITHIN_SECONDS = 40.0


@dataclass(frozen=True)
class Product:
    """A running part of the product (or the program it is compared with)."""

    port: int
    process: psutil.Process

    @property
    def url(self) -> str:
        """Its address for HTTP."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Processor time it has used so far, its children included."""
        return cpu_seconds(self.process.pid)


@contextmanager
def new_data_dir() -> Iterator[Path]:
    """A data folder for one benchmark; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="switchboard-bench-") as folder:
        # PostgreSQL never runs as root: its own account has to pass through.
        os.chmod(folder, 0o711)
        yield Path(folder) / "data"


@asynccontextmanager
async def engines(data_dir: Path) -> AsyncIterator[Engines]:
    """PostgreSQL, Valkey and Chroma, exactly as `switchboard up` runs them."""
    async with running(EnginesConfig(data_dir=data_dir)) as started:
        yield started


def environment(data_dir: Path, port: int, *, demo: bool) -> dict[str, str]:
    """The settings of a product under test: no model, and nothing from the caller's shell."""
    own = ("SWITCHBOARD_", "OPENAI_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return kept | {
        "SWITCHBOARD_DATA_DIR": str(data_dir),
        "SWITCHBOARD_PORT": str(port),
        "SWITCHBOARD_DEMO": "on" if demo else "off",
        "SWITCHBOARD_ADMIN_PASSWORD": ADMIN_PASSWORD,
        "SWITCHBOARD_LOG_LEVEL": "WARNING",
    }


def urls_of(started: Engines) -> dict[str, str]:
    """The settings that point a product at engines that run already."""
    return {
        "SWITCHBOARD_DATABASE_URL": started.urls.database_url,
        "SWITCHBOARD_REDIS_URL": started.urls.redis_url,
        "SWITCHBOARD_CHROMA_URL": started.urls.chroma_url,
    }


@asynccontextmanager
async def role(
    name: str, data_dir: Path, started: Engines, *, demo: bool
) -> AsyncIterator[Product]:
    """`switchboard <name>` on these engines, ready to serve, in a process of its own."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "switchboard"), name]
    settings = environment(data_dir, port, demo=demo) | urls_of(started)
    async with program(command, settings, port, ready="/readyz") as product:
        yield product


@asynccontextmanager
async def program(
    command: list[str],
    settings: Mapping[str, str],
    port: int,
    *,
    ready: str,
    folder: Path | None = None,
    within: float = READY_WITHIN_SECONDS,
) -> AsyncIterator[Product]:
    """A program that serves HTTP on `port`, from when GET `ready` is a success.

    Raises ProductFailed, with the end of what it said, when it is not `within` so many seconds.
    """
    with tempfile.TemporaryFile() as output:
        child = await asyncio.create_subprocess_exec(
            *command, env=dict(settings), cwd=folder, stdout=output, stderr=output
        )
        try:
            await _until_ready(child, f"http://127.0.0.1:{port}{ready}", within)
            yield Product(port, psutil.Process(child.pid))
        except ProductFailed as failure:
            output.seek(0)
            said = output.read()[-4000:].decode(errors="replace")
            raise ProductFailed(f"{' '.join(command)}: {failure}\n{said}") from None
        finally:
            await _stop(child)


class ProductFailed(Exception):
    """A program did not start, or ended before its time."""


async def _until_ready(child: asyncio.subprocess.Process, url: str, within: float) -> None:
    deadline = time.monotonic() + within
    async with httpx.AsyncClient() as client:
        while time.monotonic() < deadline:
            if child.returncode is not None:
                raise ProductFailed(f"it ended with exit code {child.returncode}")
            with suppress(httpx.TransportError):
                if (await client.get(url)).is_success:
                    return
            await asyncio.sleep(0.05)
    raise ProductFailed(f"it was not ready within {within:.0f} s")


async def _stop(child: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        child.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(STOP_WITHIN_SECONDS):
            await child.wait()
    except TimeoutError:
        child.kill()
        await child.wait()


async def until_idle(started: Engines, within: float = 300.0) -> None:
    """Return when no job waits or runs: the sample shop is indexed, every message answered."""
    connection = await asyncpg.connect(started.urls.database_url)
    try:
        async with asyncio.timeout(within):
            while await connection.fetchval(_JOBS_LEFT):
                await asyncio.sleep(0.1)
    finally:
        await connection.close()


_JOBS_LEFT = "SELECT count(*) FROM pgqueuer WHERE status IN ('queued', 'picked')"


async def sign_in(product: Product) -> str:
    """An access token of the administrator."""
    body = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD}
    async with httpx.AsyncClient(base_url=product.url) as client:
        answer = (await client.post("/api/v1/auth/login", json=body)).raise_for_status()
    token: str = answer.json()["access_token"]
    return token


def tree(pid: int) -> list[psutil.Process]:
    """A process and all its descendants."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    return []


def cpu_seconds(*pids: int | None) -> float:
    """Processor time these processes and their descendants, ended ones too, have used so far."""
    total = 0.0
    for process in (one for pid in pids if pid is not None for one in tree(pid)):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def memory_mb(*pids: int | None) -> float:
    """Memory of these processes and their descendants: PSS, so shared pages count once."""
    total = 0
    for process in (one for pid in pids if pid is not None for one in tree(pid)):
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().pss
    return total / 1e6


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a benchmark on the same kind of event loop as the product; logs go to stderr."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)

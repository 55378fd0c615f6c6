"""What is done to a running product: kills, stops and losses of its engines and processes."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx
import psutil
from redis.asyncio import Redis

from bench.support import tree
from switchboard.engines import running_urls

BACK_WITHIN_SECONDS = 120.0
_POLL = 0.05
_TITLES = {"postgres": "postgres", "valkey": "valkey-server", "chroma": "chroma"}
ENGINES = tuple(_TITLES)


class Part:
    """`switchboard <command>`, started again after it was killed; its log goes to a file."""

    def __init__(self, command: str, settings: Mapping[str, str], log: Path, port: int) -> None:
        self.command, self.port = command, port
        self._settings = dict(settings) | {"SWITCHBOARD_PORT": str(port)}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether it ended, which nobody asked it to."""
        return self._process is None or self._process.poll() is not None

    def start(self) -> None:
        """Start it, or start it again."""
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                [str(Path(sys.executable).parent / "switchboard"), self.command],
                env=self._settings,
                stdout=output,
                stderr=output,
            )

    async def send(self, number: signal.Signals) -> None:
        """Send a signal; one that ends it is waited for."""
        assert self._process is not None
        self._process.send_signal(number)
        if number in (signal.SIGKILL, signal.SIGTERM):
            await asyncio.to_thread(self._process.wait)

    async def serves(self) -> None:
        """Return when it answers; a worker serves nothing."""
        if self.command == "worker":
            return
        async with httpx.AsyncClient() as client:
            while True:
                with suppress(httpx.TransportError):
                    if (await client.get(f"http://127.0.0.1:{self.port}/readyz")).is_success:
                        return
                await asyncio.sleep(_POLL)

    async def stop(self) -> None:
        """End it, politely first."""
        if self._process is not None and not self.ended:
            self._process.terminate()
            try:
                await asyncio.to_thread(self._process.wait, 40)
            except subprocess.TimeoutExpired:
                self._process.kill()


@dataclass(frozen=True)
class Fault:
    """One thing to do. It returns, on the monotonic clock, when what it hit was there again."""

    name: str
    kind: str
    act: Callable[[], Awaitable[float]]


class Faults:
    """The faults of one installation.

    Args:
        data_dir: its data folder.
        root: the process below which its engines run; another one after a restart.
        parts: its processes that may be killed.
        chance: how long stops last.
    """

    def __init__(
        self,
        data_dir: Path,
        root: Callable[[], int],
        parts: list[Part],
        chance: random.Random,
    ) -> None:
        self._data_dir, self._root = data_dir, root
        self._parts, self._chance = parts, chance

    def all(self) -> Iterator[Fault]:
        """Every fault there is."""
        for name in ENGINES:
            # PostgreSQL's SIGTERM lets everybody finish first; SIGINT is what ends it at once.
            end = signal.SIGINT if name == "postgres" else signal.SIGTERM
            for number in (signal.SIGKILL, end):
                yield Fault(f"{name} {number.name}", "engine", self._killing(name, number))
            yield Fault(f"{name} SIGSTOP", "engine", self._pausing(name))
        yield Fault("postgres backend SIGKILL", "engine", self._kill_backend)
        yield Fault("postgres backend terminated", "engine", self._terminate_backend)
        yield Fault("valkey FLUSHALL", "engine", self._flush)
        for part in self._parts:
            for number in (signal.SIGKILL, signal.SIGTERM):
                yield Fault(f"{part.command} {number.name}", "process", _restarting(part, number))
            yield Fault(f"{part.command} SIGSTOP", "process", self._pausing_part(part))

    def engine(self, name: str) -> psutil.Process | None:
        """An engine's own process, None while it is down."""
        for process in tree(self._root()):
            with suppress(psutil.Error):
                parent = process.parent()
                guarded = parent is not None and "guard.py" in _title(parent)
                # Some give themselves another title, and Chroma runs in Python.
                words = {Path(word).name for word in process.cmdline()}
                if guarded and _TITLES[name] in words | {process.name()}:
                    return process
        return None

    def _killing(self, name: str, number: signal.Signals) -> Callable[[], Awaitable[float]]:
        async def act() -> float:
            process = await self._present(name)
            process.send_signal(number)
            return await self._back(name, process.pid)

        return act

    def _pausing(self, name: str) -> Callable[[], Awaitable[float]]:
        async def act() -> float:
            process = await self._present(name)
            both = [process, *process.children()]
            return await self._paused(both)

        return act

    def _pausing_part(self, part: Part) -> Callable[[], Awaitable[float]]:
        async def act() -> float:
            return await self._paused([psutil.Process(part.pid)])

        return act

    async def _paused(self, processes: list[psutil.Process]) -> float:
        for process in processes:
            with suppress(psutil.Error):
                process.suspend()
        await asyncio.sleep(self._chance.uniform(3, 8))
        for process in processes:
            with suppress(psutil.Error):
                process.resume()
        return time.monotonic()

    async def _present(self, name: str) -> psutil.Process:
        async with asyncio.timeout(BACK_WITHIN_SECONDS):
            while (process := self.engine(name)) is None:
                await asyncio.sleep(_POLL)
            return process

    async def _back(self, name: str, old: int) -> float:
        while (process := self.engine(name)) is None or process.pid == old:
            await asyncio.sleep(_POLL)
        while not await self._answers(name):
            await asyncio.sleep(_POLL)
        return time.monotonic()

    async def _answers(self, name: str) -> bool:
        urls = running_urls(self._data_dir)
        if urls is None:
            return False
        try:
            if name == "postgres":
                await (await asyncpg.connect(urls.database_url, timeout=2)).close()
            elif name == "valkey":
                async with Redis.from_url(urls.redis_url, socket_timeout=2) as redis:
                    await redis.ping()
            else:
                async with httpx.AsyncClient(timeout=2) as client:
                    await client.get(f"{urls.chroma_url}/api/v2/version")
        except Exception:  # whatever it says: it is not back
            return False
        return True

    async def _flush(self) -> float:
        urls = running_urls(self._data_dir)
        assert urls is not None
        async with Redis.from_url(urls.redis_url) as redis:
            await redis.flushall()
        return time.monotonic()

    async def _kill_backend(self) -> float:
        """PostgreSQL then ends all backends and recovers, as after a crash."""
        server = await self._present("postgres")
        backends = [
            child for child in server.children() if "switchboard switchboard" in _title(child)
        ]
        if backends:
            os.kill(self._chance.choice(backends).pid, signal.SIGKILL)
        while not await self._answers("postgres"):
            await asyncio.sleep(_POLL)
        return time.monotonic()

    async def _terminate_backend(self) -> float:
        urls = running_urls(self._data_dir)
        assert urls is not None
        connection = await asyncpg.connect(urls.database_url)
        try:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = current_user AND pid <> pg_backend_pid()"
                " ORDER BY random() LIMIT 3"
            )
        finally:
            await connection.close()
        return time.monotonic()


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _restarting(part: Part, number: signal.Signals) -> Callable[[], Awaitable[float]]:
    async def act() -> float:
        await part.send(number)
        part.start()
        return time.monotonic()

    return act


@contextmanager
def log_kept_on_failure(log: Path) -> Iterator[None]:
    """Show the end of a log when what runs fails."""
    try:
        yield
    except BaseException:
        if log.exists():
            sys.stderr.write(log.read_text("utf-8", "replace")[-4000:])
        raise

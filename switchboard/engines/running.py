"""Runs the embedded engines together, for as long as the application needs them."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from switchboard.engines.chroma import Chroma
from switchboard.engines.config import EngineName, EnginesConfig, EngineUrls, Progress
from switchboard.engines.engine import Engine
from switchboard.engines.folders import DataLock, make_data_dir, socket_dir
from switchboard.engines.postgres import Postgres
from switchboard.engines.supervisor import Supervisor
from switchboard.engines.valkey import Valkey


@dataclass(frozen=True, slots=True)
class Engines:
    """The running engines. Those that run elsewhere are only known by their address."""

    urls: EngineUrls
    supervisors: dict[EngineName, Supervisor]

    async def stop(self, name: EngineName) -> None:
        """Stops one embedded engine. KeyError when it is not ours."""
        await self.supervisors[name].stop()

    async def start(self, name: EngineName) -> None:
        """Starts a stopped engine and returns when it answers. Raises EngineError."""
        await self.supervisors[name].start()

    async def wait_ready(self, name: EngineName) -> None:
        """Returns when the engine answers: at once, or after it was started again."""
        await self.supervisors[name].wait_ready()

    def pid(self, name: EngineName) -> int | None:
        """The process id of an embedded engine, None while it is down."""
        return self.supervisors[name].pid


@asynccontextmanager
async def running(
    config: EnginesConfig,
    progress: Progress = lambda name, message: None,
    *,
    owner: int | None = None,
) -> AsyncIterator[Engines]:
    """Starts the engines that are not configured elsewhere, all at once, and stops them at the end.

    Raises EngineError when one cannot start or another instance uses the data folder.
    They also stop when this process is killed: see guard.py.

    Args:
        owner: the process that others are told to stop; by default this one.
    """
    with ExitStack() as stack:
        engines: dict[EngineName, Engine] = {}
        lock = None
        if config.embedded:
            data_dir = make_data_dir(config.data_dir)
            lock = stack.enter_context(DataLock(data_dir, owner))
            sockets = socket_dir(data_dir)
            stack.callback(shutil.rmtree, sockets, ignore_errors=True)
            engines = _engines(data_dir, sockets, config.embedded)
        supervisors = {name: Supervisor(engine, progress) for name, engine in engines.items()}
        try:
            await _start(list(supervisors.values()))
            urls = _urls(config, engines)
            if lock is not None:
                lock.publish(urls)
            yield Engines(urls, supervisors)
        finally:
            # PostgreSQL last: whoever still works may want to write down how far it came.
            for supervisor in reversed(supervisors.values()):
                await supervisor.stop()


def _engines(
    data_dir: Path, sockets: Path, names: tuple[EngineName, ...]
) -> dict[EngineName, Engine]:
    engines: dict[EngineName, Engine] = {
        "postgres": Postgres(data_dir, sockets),
        "valkey": Valkey(data_dir, sockets),
        "chroma": Chroma(data_dir),
    }
    return {name: engines[name] for name in names}


async def _start(supervisors: list[Supervisor]) -> None:
    """Starts all at once; when one fails, waits for the others, so that each can be stopped."""
    results = await asyncio.gather(
        *(supervisor.start() for supervisor in supervisors), return_exceptions=True
    )
    for result in results:
        if isinstance(result, BaseException):
            raise result


def _urls(config: EnginesConfig, engines: dict[EngineName, Engine]) -> EngineUrls:
    def url(name: EngineName) -> str:
        return config.external_url(name) or engines[name].url

    postgres = engines.get("postgres")
    admin_url = postgres.admin_url if isinstance(postgres, Postgres) else None
    return EngineUrls(url("postgres"), url("valkey"), url("chroma"), admin_url)

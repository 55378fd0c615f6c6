"""Everything in one process: the engines, the API, the sockets and a worker."""

import asyncio
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket

import uvicorn
from starlette.types import ASGIApp

from switchboard.core import gc_tuning, log
from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.core.readiness import Readiness
from switchboard.core.settings import Settings
from switchboard.core.sockets import Sockets
from switchboard.engines import EngineError, EnginesConfig, running
from switchboard.migrations import upgrade
from switchboard.roles.api import create_app
from switchboard.roles.bootstrap import Installed, ensure_installation, told
from switchboard.roles.services import open_services
from switchboard.roles.worker import run_worker

_GRACE_SECONDS = 20
_BACKLOG = 512
"""Connections that wait to be served. More would wait for longer than their clients do, and be
served when those have given up; beyond it, the system has clients knock again in a second."""


def engines_config(settings: Settings) -> EnginesConfig:
    """Which engines to start, by what is configured."""
    return EnginesConfig(
        data_dir=settings.data_dir.resolve(),
        database_url=settings.secret("database_url"),
        redis_url=settings.secret("redis_url"),
        chroma_url=settings.chroma_url,
    )


async def up(settings: Settings) -> None:
    """Run until Ctrl-C or SIGTERM; then let go of clients and finish jobs under way."""
    log.configure(settings)
    started = time.monotonic()
    listener = listen(settings)  # before anything is installed
    say("Starting PostgreSQL, Valkey and Chroma…")
    async with running(
        engines_config(settings), lambda name, text: say(f"  {name}: {text}")
    ) as engines:
        await upgrade(engines.urls.database_url)
        async with open_services(settings, engines.urls) as services:
            installed = await ensure_installation(
                settings, services.get(Database), lambda text: say(f"  {text}")
            )
            database = services.get(Database)
            async with asyncio.TaskGroup() as tasks:
                stopping = asyncio.Event()
                tasks.create_task(run_worker(services, stopping))

                async def greet() -> None:
                    _greet(settings, installed, started)
                    await told(database, installed)

                await serve(services, settings, listener, greet)
                stopping.set()
            say("Stopping…")


def listen(settings: Settings) -> socket:
    """Take the port, without answering on it yet. Raises EngineError when that cannot be.

    Who connects from now on waits until we serve. Refused, thousands of clients would try again
    and again while a process starts anew.
    """
    family = AF_INET6 if ":" in settings.host else AF_INET
    listener = socket(family)
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise EngineError(
            f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}).",
            "Stop the program that uses this port, or set PORT to another one.",
        ) from error
    return listener


async def serve(
    services: Services,
    settings: Settings,
    listener: socket,
    ready: Callable[[], Awaitable[None]] | None = None,
    *,
    sockets_only: bool = False,
) -> None:
    """Serve the API until a signal; then say so in `/readyz` and send the sockets elsewhere."""
    config = server_config(create_app(services, sockets_only=sockets_only))
    server = _Server(config, services, ready)
    await server.serve(sockets=[listener])


def server_config(app: ASGIApp) -> uvicorn.Config:
    """How an application is served."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        ws_max_size=128 * 1024,
        # Frames are small, and the state of a compressor is larger than all else of a socket.
        ws_per_message_deflate=False,
        proxy_headers=True,
    )


class _Server(uvicorn.Server):
    """Uvicorn, which drains our sockets before it closes and greets once it listens."""

    def __init__(
        self,
        config: uvicorn.Config,
        services: Services,
        ready: Callable[[], Awaitable[None]] | None,
    ) -> None:
        super().__init__(config)
        self._services = services
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let a signal end the serving only: the worker and the engines are stopped after it.

        Uvicorn's own would raise the signal again afterwards and so end the process at once.
        """
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, self.handle_exit, name, None)
        try:
            yield
        finally:
            for name in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(name)

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        gc_tuning.settle()
        if self.started and self._ready is not None:
            await self._ready()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._services.get(Readiness).draining = True
        await self._services.get(Sockets).drain()
        await super().shutdown(sockets)


def _greet(settings: Settings, installed: Installed, started: float) -> None:
    url = settings.base_url
    say(f"\nSwitchboard is ready after {time.monotonic() - started:.1f} s.\n")
    if installed.has_demo:
        say(f"  The sample shop with the chat   {url}/demo")
    say(f"  The console                     {url}/")
    say(f"    e-mail    {installed.email}")
    if installed.password:
        say(f"    password  {installed.password}   (shown only once)")
    elif installed.is_new:
        say("    password  set in SWITCHBOARD_ADMIN_PASSWORD")
    else:
        say("    password  shown at the first start; reset it with `switchboard user password`")
    say("\nPress Ctrl-C to stop.")


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def until_signalled() -> None:
    """Return when the process is asked to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()

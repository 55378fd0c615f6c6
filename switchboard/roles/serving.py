"""Listens on a port and serves an application until a signal."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from errno import EADDRINUSE
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from switchboard.core import gc_tuning
from switchboard.core.provide import Services
from switchboard.core.readiness import Readiness
from switchboard.core.settings import Settings
from switchboard.core.sockets import Sockets
from switchboard.engines.config import EngineError

GRACE_SECONDS = 20
"""How long requests under way may take after a signal."""
PORT_RETRY_SECONDS = 1.0
"""For so long a port in use is tried again: processes of a killed supervisor are just ending."""
BACKLOG = 512
"""Connections that wait to be served. More would wait for longer than their clients do, and be
served when those have given up; beyond it, the system has clients knock again in a second."""


def listen(settings: Settings, port: int | None = None) -> socket:
    """Take a port, the API's by default, without answering on it yet.

    Who connects from now on waits until we serve. Refused, thousands of clients would try again
    and again while a process starts anew. Raises EngineError when the port cannot be taken.
    """
    port = settings.port if port is None else port
    deadline = time.monotonic() + PORT_RETRY_SECONDS
    while True:
        try:
            return _bound(settings.host, port)
        except OSError as error:
            if error.errno != EADDRINUSE or time.monotonic() > deadline:
                raise EngineError(
                    f"Cannot listen on {settings.host}:{port} ({error.strerror}).",
                    "Stop the program that uses this port, or set PORT to another one.",
                ) from error
            time.sleep(0.05)


def _bound(host: str, port: int) -> socket:
    listener = socket(AF_INET6 if ":" in host else AF_INET)
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


async def serve(
    app: FastAPI, listener: socket, ready: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Serve until a signal; then say so in `/readyz` and send the sockets elsewhere.

    Args:
        ready: called once it listens.
    """
    await _Server(app, ready).serve(sockets=[listener])


def server_config(app: ASGIApp) -> uvicorn.Config:
    """How an application is served."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        backlog=BACKLOG,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ws_max_size=128 * 1024,
        # Frames are small, and the state of a compressor is larger than all else of a socket.
        ws_per_message_deflate=False,
        proxy_headers=True,
    )


class _Server(uvicorn.Server):
    """Uvicorn, which drains our sockets before it closes and reports once it listens."""

    def __init__(self, app: FastAPI, ready: Callable[[], Awaitable[None]] | None) -> None:
        super().__init__(server_config(app))
        self._services: Services = app.state.services
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let a signal end the serving only: what else the process does is stopped after it.

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


async def until_signalled() -> None:
    """Return when the process is asked to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()

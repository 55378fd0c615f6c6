"""The application on a real port, and a worker beside it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from switchboard.core.provide import Services
from tests.support.wait import eventually


@dataclass(frozen=True)
class Server:
    """Where the application listens."""

    port: int

    @property
    def url(self) -> str:
        """Its address for HTTP."""
        return f"http://localhost:{self.port}"

    @property
    def ws_url(self) -> str:
        """Its address for WebSockets."""
        return f"ws://localhost:{self.port}"


@asynccontextmanager
async def serve(app: FastAPI) -> AsyncIterator[Server]:
    """Serve the application on a free port of the loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve([listener]))
    await eventually(lambda: server.started)
    try:
        yield Server(listener.getsockname()[1])
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def working(services: Services) -> AsyncIterator[None]:
    """Run a worker over these collaborators."""
    from switchboard.roles.worker import run_worker

    stopping = asyncio.Event()
    task = asyncio.create_task(run_worker(services, stopping))
    try:
        yield
    finally:
        stopping.set()
        await task

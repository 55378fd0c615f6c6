"""How the application is served: who comes early waits, and sockets are cheap."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import socket

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect

from switchboard.core.settings import Settings
from switchboard.roles.serving import listen, server_config
from tests.support.wait import eventually


async def page(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("here")


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_text(text)


@asynccontextmanager
async def serving(listener: socket) -> AsyncIterator[None]:
    app = Starlette(routes=[Route("/", page), WebSocketRoute("/ws", echo)])
    server = uvicorn.Server(server_config(app))
    task = asyncio.create_task(server.serve([listener]))
    await eventually(lambda: server.started)
    try:
        yield
    finally:
        server.should_exit = True
        await task


async def test_who_comes_while_it_starts_is_served_once_it_has() -> None:
    listener = listen(Settings(port=0))
    port = listener.getsockname()[1]
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        early = asyncio.create_task(client.get("/"))
        async with serving(listener):
            assert (await early).text == "here"
    writer.close()


async def test_no_socket_keeps_a_compressor() -> None:
    listener = listen(Settings(port=0))
    async with (
        serving(listener),
        connect(f"ws://127.0.0.1:{listener.getsockname()[1]}/ws", compression="deflate") as opened,
    ):
        await opened.send("hello")
        assert await opened.recv() == "hello"
        assert opened.protocol.extensions == []

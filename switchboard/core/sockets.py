"""WebSockets that speak JSON text frames: limits, plain errors, and a way to drain them."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import orjson
import structlog
from pydantic import ValidationError
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from switchboard.core.db_faults import refused_value
from switchboard.core.errors import Invalid, Malformed, Problem, TooMany, Unavailable
from switchboard.core.rate_limit import Limit, RateLimiter
from switchboard.core.telemetry import SOCKETS

log = structlog.get_logger(__name__)

LARGEST_FRAME = 64 * 1024
HELLO_SECONDS = 10.0
SPREAD_MS = 3_000
PER_SOCKET_MS = 5
"""Clients that are sent away come back over so many milliseconds for each of them: 200 a second,
which a process takes in beside its other work."""
DRAIN_SECONDS = 5.0
FRAMES = Limit("socket-frames", count=100, seconds=10)
"""More than any person or widget sends; a client that goes on is hung up on."""
CLOSED_GONE = 1001
CLOSED_POLICY = 1008
CLOSED_TOO_LARGE = 1009
CLOSED_RESTART = 1012


class Open(Protocol):
    """A connection that stays: a socket, or a stream of events."""

    kind: str

    async def send(self, frame: dict[str, Any] | bytes) -> None:
        """Send a frame."""

    async def close(self, code: int) -> None:
        """Close it."""


class Sockets:
    """Every open connection of this process, so that they can be asked to go elsewhere."""

    def __init__(self) -> None:
        self._open: set[Open] = set()

    @asynccontextmanager
    async def hold(self, socket: Open) -> AsyncIterator[None]:
        """Count a socket as open while the block runs."""
        self._open.add(socket)
        with SOCKETS.labels(socket.kind).track_inprogress():
            try:
                yield
            finally:
                self._open.discard(socket)

    async def drain(self) -> None:
        """Ask every client to connect again, at times spread over a few seconds; then close."""
        spread = max(SPREAD_MS, PER_SOCKET_MS * len(self._open))
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await asyncio.gather(*(_send_away(socket, spread) for socket in self._open))


async def _send_away(socket: Open, spread_ms: int) -> None:
    after = random.randrange(spread_ms)  # noqa: S311 (spreads load, keeps no secret)
    await socket.send({"type": "reconnect", "after_ms": after})
    await socket.close(CLOSED_RESTART)


class JsonSocket:
    """One WebSocket of JSON objects that each have a `type`."""

    def __init__(self, websocket: WebSocket, kind: str) -> None:
        """Args: kind: `widget` or `console`, for the metrics."""
        self._websocket = websocket
        self.kind = kind
        self._limiter = RateLimiter()
        self._early: Message | None = None

    async def hello(self) -> dict[str, Any] | None:
        """Accept, and return the first frame; None (and closed) when it is no `hello` in time."""
        await self._websocket.accept()
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                frame = await self._receive()
        except (TimeoutError, WebSocketDisconnect, Malformed):
            frame = {}
        if frame.get("type") != "hello":
            await self.close(CLOSED_POLICY)
            return None
        return frame

    async def frames(self) -> AsyncIterator[dict[str, Any]]:
        """The client's frames until it goes. A frame that cannot be read is answered and passed."""
        while True:
            try:
                frame = await self._receive()
            except WebSocketDisconnect:
                return
            except Malformed as problem:
                await self.refuse(problem)
                continue
            except TooMany as problem:
                await self.refuse(problem)
                await self.close(CLOSED_POLICY)
                return
            if frame.get("type") == "ping":
                await self.send({"type": "pong"})
            else:
                yield frame

    async def is_gone(self) -> bool:
        """Whether the client has hung up already. Whatever else it sent comes with `frames`.

        When thousands come at once, some give up before it is their turn: to let those in would
        take the time in which others could come in, who then give up as well.
        """
        if self._early is None:
            with suppress(TimeoutError):
                async with asyncio.timeout(0):
                    self._early = await self._websocket.receive()
        return self._early is not None and self._early["type"] == "websocket.disconnect"

    async def _receive(self) -> dict[str, Any]:
        message, self._early = self._early or await self._websocket.receive(), None
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", CLOSED_GONE))
        data = message.get("text") or message.get("bytes") or b""
        if len(data.encode() if isinstance(data, str) else data) > LARGEST_FRAME:
            await self.close(CLOSED_TOO_LARGE)
            raise WebSocketDisconnect(CLOSED_TOO_LARGE)
        await self._limiter.require(FRAMES, "")
        try:
            frame = orjson.loads(data)
        except json.JSONDecodeError:
            raise Malformed("The frame is not valid JSON.") from None
        if not isinstance(frame, dict):
            raise Malformed("A frame must be a JSON object with a type.")
        return frame

    @asynccontextmanager
    async def beside(self, *tasks: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
        """Run these while the block runs; should one fail, close, so that the client comes anew."""
        running = [asyncio.create_task(self._or_close(task)) for task in tasks]
        try:
            yield
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _or_close(self, task: Coroutine[Any, Any, None]) -> None:
        try:
            await task
        except Exception:
            log.exception("socket_failed", kind=self.kind)
            await self.close(CLOSED_RESTART)

    async def send(self, frame: dict[str, Any] | bytes) -> None:
        """Send a frame; a client that has gone is nobody's trouble."""
        data = frame if isinstance(frame, bytes) else orjson.dumps(frame)
        with suppress(WebSocketDisconnect, RuntimeError):
            await self._websocket.send_text(data.decode())

    async def turn_down(self, problem: Problem) -> None:
        """Say why this socket is not served, and close it, so that the client knows what to do."""
        await self.refuse(problem)
        away = isinstance(problem, Unavailable)
        await self.close(CLOSED_RESTART if away else CLOSED_POLICY)

    async def send_away(self, after_ms: int) -> None:
        """Ask the client to come back after so many milliseconds."""
        await self.send({"type": "reconnect", "after_ms": after_ms})
        await self.close(CLOSED_RESTART)

    async def refuse(self, error: Exception, frame_id: object = None) -> None:
        """Answer with an error frame that says what was wrong with the client's frame."""
        problem = _as_problem(error)
        body: dict[str, Any] = {"type": "error", "problem": problem.body()}
        if isinstance(frame_id, str):
            body["id"] = frame_id[:64]
        await self.send(body)

    async def close(self, code: int = 1000) -> None:
        """Close, if it is still open."""
        if self._websocket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, RuntimeError):
                await self._websocket.close(code)


def _as_problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if (refused := refused_value(error)) is not None:
        return refused
    if isinstance(error, ValidationError):
        said = "; ".join(
            f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors()
        )
        return Invalid(f"{said}.")
    log.error("socket_frame_failed", exc_info=error)
    return Problem("Something went wrong on our side. The error has been logged.")

"""WebSockets that speak JSON text frames: limits, plain errors, and a way to drain them."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson
import structlog
from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from switchboard.core.errors import Invalid, Malformed, Problem
from switchboard.core.telemetry import SOCKETS

log = structlog.get_logger(__name__)

LARGEST_FRAME = 64 * 1024
HELLO_SECONDS = 10.0
SPREAD_MS = 3000
CLOSED_POLICY = 1008
CLOSED_TOO_LARGE = 1009
CLOSED_RESTART = 1012


class Sockets:
    """Every open socket of this process, so that they can be asked to go elsewhere."""

    def __init__(self) -> None:
        self._open: set[JsonSocket] = set()

    @asynccontextmanager
    async def hold(self, socket: "JsonSocket") -> AsyncIterator[None]:
        """Count a socket as open while the block runs."""
        self._open.add(socket)
        with SOCKETS.labels(socket.kind).track_inprogress():
            try:
                yield
            finally:
                self._open.discard(socket)

    async def drain(self) -> None:
        """Ask every client to connect again, at times spread over a few seconds; then close."""
        open_now = list(self._open)
        for socket in open_now:
            after = random.randrange(SPREAD_MS)  # noqa: S311 (spreads load, keeps no secret)
            await socket.send({"type": "reconnect", "after_ms": after})
        for socket in open_now:
            await socket.close(CLOSED_RESTART)


class JsonSocket:
    """One WebSocket of JSON objects that each have a `type`."""

    def __init__(self, websocket: WebSocket, kind: str) -> None:
        """Args: kind: `widget` or `console`, for the metrics."""
        self._websocket = websocket
        self.kind = kind

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
            if frame.get("type") == "ping":
                await self.send({"type": "pong"})
            else:
                yield frame

    async def _receive(self) -> dict[str, Any]:
        text = await self._websocket.receive_text()
        if len(text) > LARGEST_FRAME:
            await self.close(CLOSED_TOO_LARGE)
            raise WebSocketDisconnect(CLOSED_TOO_LARGE)
        try:
            frame = orjson.loads(text)
        except json.JSONDecodeError:
            raise Malformed("The frame is not valid JSON.") from None
        if not isinstance(frame, dict):
            raise Malformed("A frame is a JSON object with a type.")
        return frame

    async def send(self, frame: dict[str, Any] | bytes) -> None:
        """Send a frame; a client that has gone is nobody's trouble."""
        data = frame if isinstance(frame, bytes) else orjson.dumps(frame)
        with suppress(WebSocketDisconnect, RuntimeError):
            await self._websocket.send_text(data.decode())

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
    if isinstance(error, ValidationError):
        said = "; ".join(
            f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors()
        )
        return Invalid(f"{said}.")
    log.error("socket_frame_failed", exc_info=error)
    return Problem("We could not do that because of a fault of ours. It has been logged.")

"""The widget's frames as server-sent events, for networks that let no WebSocket through.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import orjson
import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from switchboard.channels.webchat.feed import Feed
from switchboard.channels.webchat.tokens import Visitor
from switchboard.core.db import Database
from switchboard.core.sockets import Sockets
from switchboard.realtime import Bus

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 15.0
"""Proxies end connections that are silent for a minute, some for half of one."""
_QUEUE_LENGTH = 100
_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    # nginx would otherwise keep events back until it has a buffer full.
    "X-Accel-Buffering": "no",
}


class EventStream(Response):
    """An answer that goes on for as long as the screen listens.

    An event's id is the number up to which the screen has everything; with it in `Last-Event-ID`
    a screen that comes back gets what it missed.

    Args:
        last_seq: the number that the screen says it has.
    """

    kind = "widget-events"

    def __init__(
        self, database: Database, bus: Bus, sockets: Sockets, visitor: Visitor, last_seq: int
    ) -> None:
        super().__init__(headers=_HEADERS)
        del self.headers["content-length"]
        self._database, self._bus, self._sockets = database, bus, sockets
        self._visitor, self._last_seq = visitor, last_seq
        self._feed: Feed | None = None
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue(_QUEUE_LENGTH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve until the screen goes, or until we must."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        async with self._sockets.hold(self):
            await _first_of(self._follow(), self._write(send), _gone(receive))

    async def send(self, frame: dict[str, Any] | bytes) -> None:
        """Send a frame, as the socket would."""
        data = frame if isinstance(frame, bytes) else orjson.dumps(frame)
        seq = self._feed.last_seq if self._feed else 0
        await self._queue.put(b"id: %d\ndata: %s\n\n" % (seq, data))

    async def close(self, _code: int = 0) -> None:
        """End the stream after what was sent."""
        await self._queue.put(None)

    async def _follow(self) -> None:
        async with self._bus.subscribe() as live:
            self._feed = Feed(self._database, self._visitor, live, self.send)
            await self._feed.begin(self._last_seq)
            await self._feed.forward()

    async def _write(self, send: Send) -> None:
        while (event := await self._next()) is not None:
            await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _next(self) -> bytes | None:
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                return await self._queue.get()
        except TimeoutError:
            return b":\n\n"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _first_of(*parts: Coroutine[Any, Any, None]) -> None:
    """Run these until one ends, then end the others. What failed is told to the log."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception):
            log.error("event_stream_failed", exc_info=error)

"""Open screens: sockets that remember every frame they were sent."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.server import Server
from tests.support.wait import LONGEST_SECONDS, eventually

Frame = dict[str, Any]


class Screen:
    """One open socket and what came over it, oldest first."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.frames: list[Frame] = []
        self.closed = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        with suppress(ConnectionClosed):
            async for text in self._connection:
                self.frames.append(json.loads(text))
        self.closed.set()

    async def send(self, kind: str, **fields: Any) -> None:
        """Send a frame."""
        await self.send_text(json.dumps({"type": kind, **fields}))

    async def send_text(self, text: str) -> None:
        """Send a text that need not be a frame."""
        await self._connection.send(text)

    async def write(self, text: str) -> str:
        """Send a visitor's message; returns the id it was given."""
        message_id = uuid4().hex
        await self.send("message", id=message_id, text=text)
        return message_id

    async def shows(
        self, kind: str, fits: Callable[[Frame], bool] = lambda frame: True, **waiting: float
    ) -> Frame:
        """The first frame of this type that fits, as soon as it is there."""
        return await eventually(
            lambda: next((f for f in self.frames if f["type"] == kind and fits(f)), None), **waiting
        )

    async def entry(
        self, fits: Callable[[Frame], bool], *, within: float = LONGEST_SECONDS
    ) -> Frame:
        """The first entry of the timeline that fits, as soon as it is shown."""
        return await eventually(
            lambda: next((e for e in self.timeline if fits(e)), None), within=within
        )

    @property
    def entries(self) -> list[Frame]:
        """Every entry that was sent, in the order in which it came, twice if it came twice."""
        found: list[Frame] = []
        for frame in self.frames:
            if frame["type"] == "entries":
                found += frame["items"]
            elif frame["type"] == "entry":
                found.append(frame["entry"])
        return found

    @property
    def timeline(self) -> list[Frame]:
        """What a person sees: the entries, and those that came as the answer to what they wrote."""
        by_number = {f["entry"]["seq"]: f["entry"] for f in self.frames if f["type"] == "ack"}
        by_number |= {entry["seq"]: entry for entry in self.entries}
        return [by_number[seq] for seq in sorted(by_number)]

    @property
    def drafts(self) -> list[str]:
        """What was shown of answers as they were written."""
        return [frame["text"] for frame in self.frames if frame["type"] == "draft"]

    async def close(self) -> None:
        """Close the socket."""
        await self._connection.close()
        await self._reading


@asynccontextmanager
async def widget_screen(server: Server, token: str, *, last_seq: int = 0) -> AsyncIterator[Screen]:
    """The widget's socket of a visitor with this session token."""
    async with _opened(server, "/ws/widget", token=token, last_seq=last_seq) as screen:
        yield screen


@asynccontextmanager
async def console_screen(server: Server, token: str) -> AsyncIterator[Screen]:
    """The console's socket of a member with this access token."""
    async with _opened(server, "/ws/console", token=token) as screen:
        yield screen


@asynccontextmanager
async def _opened(server: Server, path: str, **hello: Any) -> AsyncIterator[Screen]:
    async with connect(
        f"{server.ws_url}{path}", proxy=None, open_timeout=LONGEST_SECONDS
    ) as connection:
        screen = Screen(connection)
        try:
            await screen.send("hello", **hello)
            await screen.shows("welcome")
            yield screen
        finally:
            await screen.close()

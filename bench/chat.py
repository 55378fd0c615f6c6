"""One visitor's socket: writes a question and waits for the assistant's answer."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import orjson
from websockets.asyncio.client import ClientConnection, connect

ANSWER_WITHIN_SECONDS = 25.0


class Lost(Exception):
    """A question that was refused, or got no answer in time."""


class Chat:
    """A visitor in the web chat, who asks one question at a time."""

    def __init__(self, socket: ClientConnection, questions: Iterator[str]) -> None:
        self._socket = socket
        self._questions = questions
        self._answered: asyncio.Future[float] | None = None
        self._reader = asyncio.create_task(self._read())
        self.double = 0
        self.handed_over = False

    @classmethod
    async def open(cls, port: int, token: str, questions: Iterator[str]) -> "Chat":
        """Connect and say who is there. Frames are small, so they are not compressed."""
        address = f"ws://127.0.0.1:{port}/ws/widget"
        socket = await connect(address, compression=None, ping_interval=None)
        await socket.send(orjson.dumps({"type": "hello", "token": token}), text=True)
        return cls(socket, questions)

    async def ask(self) -> float:
        """Milliseconds from sending the next question to having its answer. Raises Lost."""
        self._answered = asyncio.get_running_loop().create_future()
        frame = {"type": "message", "id": uuid4().hex, "text": next(self._questions)}
        sent = time.perf_counter()
        await self._socket.send(orjson.dumps(frame), text=True)
        try:
            async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                return (await self._answered - sent) * 1000
        except TimeoutError:
            raise Lost from None
        finally:
            self._answered = None

    async def close(self) -> None:
        """Close the socket."""
        self._reader.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        async for text in self._socket:
            frame = orjson.loads(text)
            if frame["type"] == "entry":
                self._see(frame["entry"])
            elif frame["type"] == "entries":
                for entry in frame["items"]:
                    self._see(entry)
            elif frame["type"] == "error" and self._waits():
                self._future().set_exception(Lost(frame["problem"]))

    def _see(self, entry: dict[str, Any]) -> None:
        if entry["kind"] == "event":
            self.handed_over |= entry["event"]["type"] == "handed_over"
        elif entry["author"]["kind"] == "assistant":
            if self._waits():
                self._future().set_result(time.perf_counter())
            else:
                self.double += 1

    def _waits(self) -> bool:
        return self._answered is not None and not self._answered.done()

    def _future(self) -> "asyncio.Future[float]":
        assert self._answered is not None
        return self._answered

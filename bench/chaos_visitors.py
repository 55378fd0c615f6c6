"""Visitors who write through faults as the widget does: until it is accepted, with one id."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from bench.visitors import WIDGET_KEY

ACK_WITHIN_SECONDS = 5.0
SENT_AGAIN = 0.05
"""The share of messages that is sent once more after it was accepted, as by a lost answer."""
SENT_BOTH_WAYS = 0.02
PATIENCE_SECONDS = 10.0
"""How long a visitor waits for an answer before they write again."""
PAUSE_SECONDS = (0.3, 2.0)
BROKEN = (OSError, WebSocketException, httpx.TransportError, TimeoutError)


@dataclass
class History:
    """What all visitors saw."""

    accepted: list[float] = field(default_factory=list)
    """When messages were accepted, on the monotonic clock."""
    answered: list[tuple[float, float]] = field(default_factory=list)
    """Of each answer: when its question was accepted, and when the answer was on the screen."""
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0


@dataclass
class Written:
    """A message that was accepted."""

    id: str
    text: str
    at: float


class Visitor:
    """One visitor: a socket that comes back, and messages by it or by REST.

    Args:
        api: where REST is; sockets: the port of the sockets, which may be another process's.
    """

    def __init__(
        self, api: httpx.AsyncClient, sockets: int, history: History, chance: random.Random
    ) -> None:
        self._api, self._sockets = api, sockets
        self._history, self._chance = history, chance
        self._socket: ClientConnection | None = None
        self._acks: dict[str, asyncio.Future[None]] = {}
        self._reader: asyncio.Task[None] | None = None
        self._token = ""
        self._asked_at: float | None = None
        self.answered = asyncio.Event()
        self.written: list[Written] = []
        self.screen: dict[int, dict[str, Any]] = {}
        self.last_seq = 0
        self.handed_over = False

    async def begin(self) -> None:
        """Start a session, however long it takes, and open the socket."""
        body = {"widget_key": WIDGET_KEY, "visitor": {"locale": "en"}}
        while not self._token:
            answer = await self._post("/api/v1/widget/sessions", body)
            if answer is not None and answer.status_code == httpx.codes.CREATED:
                self._token = answer.json()["session_token"]
            else:
                await self._rest()
        self._reader = asyncio.create_task(self._stay_connected())

    async def end(self) -> None:
        """Close the socket."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)

    async def write(self, text: str) -> None:
        """Write a message; returns when it is accepted, however often that takes."""
        message_id = uuid4().hex
        self.answered.clear()
        if self._chance.random() < SENT_BOTH_WAYS:
            both = await asyncio.gather(
                self._by_rest(message_id, text), self._by_socket(message_id, text)
            )
            accepted = any(both)
        else:
            accepted = False
        while not accepted:
            by_socket = self._chance.random() < 0.5
            way = self._by_socket if by_socket else self._by_rest
            accepted = await way(message_id, text)
            if not accepted:
                await self._rest()
        at = time.monotonic()
        self.written.append(Written(message_id, text, at))
        self._history.accepted.append(at)
        self._asked_at = self._asked_at or at
        if self._chance.random() < SENT_AGAIN:
            await self._by_rest(message_id, text)

    async def _rest(self) -> None:
        await asyncio.sleep(self._chance.uniform(0.1, 0.5))

    async def _by_rest(self, message_id: str, text: str) -> bool:
        answer = await self._post("/api/v1/widget/messages", {"id": message_id, "text": text})
        return answer is not None and answer.status_code == httpx.codes.CREATED

    async def _post(self, path: str, body: dict[str, Any]) -> httpx.Response | None:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            answer = await self._api.post(path, json=body, headers=headers)
        except BROKEN:
            self._history.broken += 1
            return None
        self._history.statuses[answer.status_code] += 1
        return answer

    async def _by_socket(self, message_id: str, text: str) -> bool:
        socket = self._socket
        if socket is None:
            return False
        acked = self._acks[message_id] = asyncio.get_running_loop().create_future()
        try:
            await socket.send(
                orjson.dumps({"type": "message", "id": message_id, "text": text}), text=True
            )
            async with asyncio.timeout(ACK_WITHIN_SECONDS):
                await acked
        except BROKEN:
            return False
        finally:
            self._acks.pop(message_id, None)
        return True

    async def _stay_connected(self) -> None:
        while True:
            with suppress(*BROKEN):
                address = f"ws://127.0.0.1:{self._sockets}/ws/widget"
                async with connect(address, compression=None, open_timeout=5) as socket:
                    hello = {"type": "hello", "token": self._token, "last_seq": self.last_seq}
                    await socket.send(orjson.dumps(hello), text=True)
                    async for data in socket:
                        await self._see(socket, orjson.loads(data))
            self._socket = None
            await self._rest()

    async def _see(self, socket: ClientConnection, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "welcome":
                self._socket = socket
            case "ack":
                acked = self._acks.get(frame["id"])
                if acked is not None and not acked.done():
                    acked.set_result(None)
            case "error":
                self._history.statuses[frame["problem"]["status"]] += 1
                acked = self._acks.get(frame.get("id", ""))
                if acked is not None and not acked.done():
                    acked.set_exception(OSError("refused"))
            case "entries":
                for entry in frame["items"]:
                    self._show(entry)
                self.last_seq = max(self.last_seq, frame["last_seq"])
            case "entry":
                if frame["entry"]["seq"] > self.last_seq + 1:
                    again = {"type": "resume", "last_seq": self.last_seq}
                    await socket.send(orjson.dumps(again), text=True)
                    return
                self._show(frame["entry"])
                self.last_seq = max(self.last_seq, frame["entry"]["seq"])

    def _show(self, entry: dict[str, Any]) -> None:
        if entry["seq"] in self.screen:
            return
        self.screen[entry["seq"]] = entry
        if entry["kind"] == "event":
            self.handed_over |= entry["event"]["type"] == "handed_over"
        elif entry["author"]["kind"] == "assistant" and self._asked_at is not None:
            self._history.answered.append((self._asked_at, time.monotonic()))
            self._asked_at = None
            self.answered.set()


async def converse(
    visitor: Visitor, questions: Iterator[str], chance: random.Random, stop: asyncio.Event
) -> None:
    """Write one question after the other, until told to stop or handed over to a person.

    The next one waits for the answer: what is written in a burst is answered late on purpose.
    """
    await visitor.begin()
    while not (stop.is_set() or visitor.handed_over):
        await visitor.write(next(questions))
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await visitor.answered.wait()
        await asyncio.sleep(chance.uniform(*PAUSE_SECONDS))

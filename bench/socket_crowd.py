"""Thousands of widgets' sockets that come back as the widget does; run by `bench.sockets`.

Run as `python -m bench.socket_crowd PORT COUNT TOKENS`. Prints a line of JSON whenever all are
welcome: when the last one was (on the monotonic clock, which processes of a machine share), and how
many tries failed since the line before.
"""

import asyncio
import json
import random
import struct
import sys
import time
import zlib
from pathlib import Path

import orjson
import uvloop

AT_ONCE = 200
"""Sockets that are opened at a time to begin with. After a restart all come by themselves."""
FIRST_MS, LIMIT_MS = 500, 15_000
"""As in the widget's `backoff.ts`."""
WELCOME_SECONDS, MAX_DOUBLINGS = 8.0, 2
"""As in its `connection.ts`."""
_UPGRADE = (
    b"GET /ws/widget HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    # As every browser offers it.
    b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
)
_PING, _PONG, _CLOSE = 9, 10, 8


class Crowd:
    """All sockets: who is welcome, and what it took."""

    def __init__(self, port: int, count: int, tokens: list[str]) -> None:
        self._port, self._count, self._tokens = port, count, tokens
        self._welcome = self._failed = 0
        self._places = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Keep all of them open until the process is ended."""
        await asyncio.gather(*(self._stay(number) for number in range(self._count)))

    async def _stay(self, number: int) -> None:
        failures = 0
        first = True
        while True:
            if first:
                await self._places.acquire()
            after_ms = await self._once(number, first, failures)
            first = False
            failures = 0 if after_ms is not None else failures + 1
            if after_ms is None:
                after_ms = random.random() * min(LIMIT_MS, FIRST_MS * 2 ** (failures - 1))
            else:
                after_ms *= 0.5 + random.random()
            await asyncio.sleep(after_ms / 1000)

    async def _once(self, number: int, first: bool, failures: int) -> float | None:
        """One connection until it ends; the milliseconds it was asked to stay away, if it was."""
        welcome, after = False, None
        socket = Socket(self._tokens[number % len(self._tokens)])
        try:
            async with asyncio.timeout(WELCOME_SECONDS * 2 ** min(failures, MAX_DOUBLINGS)):
                await socket.open(self._port)
                kind = await socket.next()
            if kind["type"] == "welcome":
                welcome = True
                self._welcomed()
            while True:
                if kind["type"] == "reconnect":
                    after = float(str(kind["after_ms"]))
                    break
                if first:
                    self._places.release()
                    first = False
                kind = await socket.next()
        except (OSError, EOFError, TimeoutError):
            pass
        finally:
            socket.close()
            if first:
                self._places.release()
            self._welcome -= welcome
            self._failed += not welcome and after is None
        return 0.0 if welcome and after is None else after

    def _welcomed(self) -> None:
        self._welcome += 1
        if self._welcome == self._count:
            line = {"at": time.monotonic(), "failed": self._failed}
            self._failed = 0
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


class Socket:
    """A WebSocket client of a few bytes, so that the crowd costs less than what it measures."""

    def __init__(self, token: str) -> None:
        self._hello = orjson.dumps({"type": "hello", "token": token, "last_seq": 0})
        self._inflate: zlib._Decompress | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def open(self, port: int) -> None:
        """Connect and say hello. Raises OSError, EOFError."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port, limit=4096)
        self._writer.write(_UPGRADE)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(b"HTTP/1.1 101"):
            raise OSError(answer[:40])
        self._send(1, self._hello)

    async def next(self) -> dict[str, object]:
        """The next frame. Raises OSError, EOFError."""
        while True:
            first, length = await self._reader.readexactly(2)
            if length == 126:
                (length,) = struct.unpack("!H", await self._reader.readexactly(2))
            payload = await self._reader.readexactly(length)
            kind = first & 15
            if kind == _PING:
                self._send(_PONG, payload)
            elif kind == _CLOSE:
                raise EOFError
            else:
                frame: dict[str, object] = orjson.loads(self._plain(payload, first & 64))
                return frame

    def _plain(self, payload: bytes, compressed: int) -> bytes:
        if not compressed:
            return payload
        self._inflate = self._inflate or zlib.decompressobj(-15)
        return self._inflate.decompress(payload + b"\x00\x00\xff\xff")

    def _send(self, kind: int, payload: bytes) -> None:
        assert self._writer is not None
        size = (
            bytes([128 | len(payload)])
            if len(payload) < 126
            else struct.pack("!BH", 128 | 126, len(payload))
        )
        self._writer.write(bytes([128 | kind]) + size + bytes(4) + payload)  # masked with zeros

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.transport.abort()


def main(port: str, count: str, tokens: str) -> None:
    """Run a crowd until it is ended."""
    known = json.loads(Path(tokens).read_text("utf-8"))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Crowd(int(port), int(count), known).run())


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A load generator that costs little, because it shares the machine with what it measures.

Requests are bytes made beforehand; of an answer only the status and the length are read.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.report import Figures, summary


@dataclass
class Load:
    """What came of a load."""

    milliseconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    own_cpu_seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Successful answers in a second."""
        return len(self.milliseconds) / self.seconds

    def figures(self) -> Figures:
        """As it is reported."""
        return {
            "per_second": round(self.per_second, 1),
            "errors": dict(self.errors),
            "load_generator_cores": round(self.own_cpu_seconds / self.seconds, 3),
            **summary(self.milliseconds),
        }


def request(method: str, path: str, token: str = "", body: bytes = b"") -> bytes:
    """An HTTP/1.1 request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Connection:
    """One keep-alive connection, for one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, port: int) -> "Connection":
        """Connect to a port of the loopback."""
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=2**22))

    async def send(self, data: bytes) -> tuple[int, bytes]:
        """Send a request; returns the answer's status and body."""
        self._writer.write(data)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        start = head.index(b"content-length:") + 15
        length = int(head[start : head.index(b"\r\n", start)])
        return int(head[9:12]), await self._reader.readexactly(length)

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()


async def hammer(
    port: int, next_request: Callable[[], bytes], *, connections: int, seconds: float
) -> Load:
    """A closed loop: each connection sends its next request when it has the answer to the last."""
    load, opened = Load(), [await Connection.open(port) for _ in range(connections)]
    started, own = time.perf_counter(), time.process_time()

    async def one(connection: Connection) -> None:
        while (sent := time.perf_counter()) < started + seconds:
            status, _ = await connection.send(next_request())
            if status < 300:
                load.milliseconds.append((time.perf_counter() - sent) * 1000)
            else:
                load.errors[str(status)] += 1

    await asyncio.gather(*(one(connection) for connection in opened))
    load.seconds, load.own_cpu_seconds = time.perf_counter() - started, time.process_time() - own
    for connection in opened:
        connection.close()
    return load

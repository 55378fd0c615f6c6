"""A network that breaks: a proxy whose connections can be cut in the middle of a frame."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class CuttingProxy:
    """Passes bytes on to a port of the loopback, until it is told to break off.

    It lives in a thread of its own, so that tests that block can use it.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._writers: set[asyncio.StreamWriter] = set()
        self._left: int | None = None
        self.port = 0
        self.cuts = 0

    def cut_after(self, size: int) -> None:
        """Let this many more bytes of the server through, then break all connections off."""
        self._left = size

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        """Listen until told to stop."""
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        server.close()
        self._cut()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward_reader, onward_writer = await asyncio.open_connection("127.0.0.1", self._target)
        both = {writer, onward_writer}
        self._writers |= both
        with suppress(OSError):
            async with asyncio.TaskGroup() as ways:
                ways.create_task(_pump(reader, onward_writer))
                ways.create_task(self._pump_back(onward_reader, writer))
        self._writers -= both

    async def _pump_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(4096):
            if self._left is not None and len(data) > self._left:
                writer.write(data[: self._left])
                self._left = None
                self._cut()
                return
            if self._left is not None:
                self._left -= len(data)
            writer.write(data)
            await writer.drain()
        writer.close()

    def _cut(self) -> None:
        self.cuts += 1
        for writer in self._writers:
            writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(4096):
        writer.write(data)
        await writer.drain()
    writer.close()


@contextmanager
def cutting_proxy(target: int) -> Iterator[CuttingProxy]:
    """A proxy before this port while the context lasts."""
    proxy, ready = CuttingProxy(target), threading.Event()
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    def run() -> None:
        loop.run_until_complete(proxy.serve(ready, stop))
        pending = asyncio.all_tasks(loop)
        for task in pending:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()

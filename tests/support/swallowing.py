"""A network whose other end vanishes without a word: what is sent is taken, and nothing comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class SwallowingProxy:
    """Passes bytes on to a server, until its connections are to go silent.

    Args:
        target: the server's port on the loopback, or the path of its Unix socket.
    """

    def __init__(self, target: int | str) -> None:
        self._target = target
        self._silent: set[asyncio.Task[None]] = set()
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0
        self.dark = False
        """Whether new connections are silent as well, as when a whole machine has gone."""

    def vanish(self) -> int:
        """Let all connections there are go silent; new ones are served. Returns how many."""
        live = self._open - self._silent
        self._silent |= live
        return len(live)

    @property
    def live(self) -> int:
        """How many connections are open that are not silent."""
        return len(self._open - self._silent)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one client until it goes."""
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        onward: asyncio.StreamWriter | None = None
        try:
            if self.dark:
                self._silent.add(task)
                await _swallow(reader)
                return
            answers, onward = await self._connect()
            back = asyncio.create_task(self._pump(task, answers, writer))
            try:
                await self._pump(task, reader, onward)
            finally:
                back.cancel()
                await asyncio.gather(back, return_exceptions=True)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            self._silent.discard(task)
            for end in (writer, onward):
                if end is not None:
                    end.transport.abort()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self._target, str):
            return await asyncio.open_unix_connection(self._target)
        return await asyncio.open_connection("127.0.0.1", self._target)

    async def _pump(
        self, task: asyncio.Task[None], source: asyncio.StreamReader, sink: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65_536):
                if task not in self._silent:
                    sink.write(data)
                    await sink.drain()
        if task not in self._silent and not sink.is_closing():
            sink.write_eof()

    async def close(self) -> None:
        """Break everything off."""
        tasks = list(self._open)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _swallow(reader: asyncio.StreamReader) -> None:
    while await reader.read(65_536):
        pass


@asynccontextmanager
async def swallowing_proxy(target: int | str) -> AsyncIterator[SwallowingProxy]:
    """A proxy before this server while the context lasts."""
    proxy = SwallowingProxy(target)
    server = await asyncio.start_server(proxy.take, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()

"""How many sockets are let in at a time, when all clients come at once after a restart."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

MAX_SECONDS = 10.0
"""How long letting one socket in may take."""


class Entrance:
    """Lets so many sockets in at a time; the others wait, or are told when to come back.

    After a restart all clients come at once. Who would wait for long would give up, and begin
    anew with nothing gained; so each of those gets a turn of its own, one after the other.

    Args:
        at_once: how many are let in at a time.
        patience: seconds that a socket waits here; for longer it is sent away.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        at_once: int = 24,
        patience: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._at_once, self._patience, self._clock = at_once, patience, clock
        self._waiting = 0
        self._seconds = 0.005 * at_once
        """What letting one in takes, as an average that forgets."""
        self._next_turn = 0.0

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        """Wait for a place. Raises ComeBack when that would take too long."""
        if self._waiting * self._seconds / self._at_once > self._patience:
            raise ComeBack(self._turn())
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1
        began = self._clock()
        try:
            async with asyncio.timeout(MAX_SECONDS):
                yield
        except TimeoutError:
            # A client that does not read must not keep a place from those who do.
            raise ComeBack(self._turn()) from None
        finally:
            self._places.release()
            self._seconds += (self._clock() - began - self._seconds) / 16

    def _turn(self) -> int:
        now = self._clock()
        self._next_turn = max(self._next_turn, now + self._patience)
        after, self._next_turn = (
            self._next_turn - now,
            self._next_turn + self._seconds / self._at_once,
        )
        return round(after * 1000)


class ComeBack(Exception):
    """There is no place now. `after_ms`: when there is one for this client."""

    def __init__(self, after_ms: int) -> None:
        super().__init__(f"in {after_ms} ms")
        self.after_ms = after_ms

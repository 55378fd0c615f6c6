"""Watches whether the event loop comes round: how late it is, and where it hangs when it does.

A beat on the loop notes each time that it comes round. A thread looks at it from outside: while
the beat stays away, it reads from the loop's thread which function runs, so that the place stands
in the log while it still hangs. Places only, never variables.
"""

import asyncio
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

import structlog

from switchboard.core.telemetry import LOOP_BLOCKED, LOOP_LAG_SECONDS
from switchboard.core.tracebacks import short_path

log = structlog.get_logger(__name__)

BEAT_SECONDS = 0.05
BLOCKED_SECONDS = 0.25
"""A loop that does not come round for so long is told of in the log."""
START_SECONDS = 30.0
"""While a process starts it holds its loop often, and nobody waits: that is counted, not told."""
MAX_FRAMES = 8


class LoopWatch:
    """Watches the running event loop until it is stopped.

    Args:
        blocked_seconds: how late the loop must be to be told of.
        start_seconds: for how long from now it is only counted.
    """

    def __init__(
        self, *, blocked_seconds: float = BLOCKED_SECONDS, start_seconds: float = START_SECONDS
    ) -> None:
        self._blocked_seconds = blocked_seconds
        self._tells_from = time.monotonic() + start_seconds
        self._loop_thread = threading.get_ident()
        self._beat_at = time.monotonic()
        self._stopping = threading.Event()
        self._beating = asyncio.create_task(self._beat(), name="loop watch")
        self._thread = threading.Thread(target=self._look, name="loop watch", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Watch no longer. What the thread is writing to the log is written when this returns."""
        self._stopping.set()
        self._beating.cancel()
        await asyncio.gather(self._beating, return_exceptions=True)
        await asyncio.to_thread(self._thread.join)

    async def _beat(self) -> None:
        while True:
            due = time.monotonic() + BEAT_SECONDS
            await asyncio.sleep(BEAT_SECONDS)
            self._beat_at = time.monotonic()
            LOOP_LAG_SECONDS.observe(max(0.0, self._beat_at - due))

    def _look(self) -> None:
        """In the thread: tell of each time that the loop is blocked, once."""
        told = 0.0
        while not self._stopping.wait(self._blocked_seconds / 4):
            beat_at = self._beat_at
            late = time.monotonic() - beat_at - BEAT_SECONDS
            if late >= self._blocked_seconds and beat_at != told:
                told = beat_at
                LOOP_BLOCKED.inc()
                if beat_at < self._tells_from:
                    continue
                frame = sys._current_frames().get(self._loop_thread)
                log.warning("loop_blocked", seconds=round(late, 2), where=where(frame))


def where(frame: FrameType | None) -> str:
    """What a thread does: the innermost functions, the last called first."""
    places: list[str] = []
    while frame is not None and len(places) < MAX_FRAMES:
        code = frame.f_code
        places.append(f"{short_path(code.co_filename)}:{frame.f_lineno} {code.co_qualname}")
        frame = frame.f_back
    return " < ".join(places)


@asynccontextmanager
async def watching() -> AsyncIterator[None]:
    """Watch the running loop for as long as the context lasts."""
    watch = LoopWatch()
    try:
        yield
    finally:
        await watch.stop()

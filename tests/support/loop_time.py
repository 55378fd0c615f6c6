"""How long one step of the event loop takes, in processor time of its thread."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

MAX_STEP_SECONDS = 0.1
"""What no single step may take in a test. The aim is 20 ms; a busy machine's caches are cold."""
_BEAT_SECONDS = 0.002


@dataclass
class LongestStep:
    """`seconds`: the longest that the loop's thread worked between two beats."""

    seconds: float = 0.0


@asynccontextmanager
async def no_long_step(most: float = MAX_STEP_SECONDS) -> AsyncIterator[LongestStep]:
    """Fail when something that runs meanwhile holds the loop longer than this.

    Processor time, so that waiting for a core counts for nothing. A beat every two milliseconds
    ends each stretch that is measured: between two of them lies one round of the loop.
    """
    longest = LongestStep()

    async def beat() -> None:
        worked = time.thread_time()
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            now = time.thread_time()
            longest.seconds, worked = max(longest.seconds, now - worked), now

    beating = asyncio.create_task(beat())
    await asyncio.sleep(0)
    try:
        yield longest
        await asyncio.sleep(2 * _BEAT_SECONDS)
    finally:
        beating.cancel()
    assert longest.seconds <= most, f"one step held the event loop for {longest.seconds:.3f} s"

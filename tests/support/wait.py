"""Wait for a condition, never for time."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

LONGEST_SECONDS = 15.0
_LOOK_EVERY_SECONDS = 0.01


async def eventually(
    look: Callable[[], T | None] | Callable[[], Awaitable[T | None]],
    *,
    within: float = LONGEST_SECONDS,
) -> T:
    """What `look` returns once it is true; fails with its last answer when it never is."""
    last: object = None
    try:
        async with asyncio.timeout(within):
            while True:
                found = look()
                last = await found if inspect.isawaitable(found) else found
                if last:
                    return last  # type: ignore[return-value]  # T, as it is neither None nor false
                await asyncio.sleep(_LOOK_EVERY_SECONDS)
    except TimeoutError:
        raise AssertionError(f"it never came true within {within} s; last seen: {last!r}") from None

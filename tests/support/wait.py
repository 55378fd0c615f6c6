"""Wait for a condition, never for time."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

T = TypeVar("T")

LONGEST_SECONDS = 90.0
"""Far longer than anything takes: it is only so that a failure ends. Nothing here is timed."""
_RESTS = (0.01, 0.2)
"""Seconds between looks: at first, and at most. Looking is work too, often for the product."""
_GROWS = 1.2


@overload
async def eventually(look: Callable[[], Awaitable[T | None]], *, within: float = ...) -> T: ...
@overload
async def eventually(look: Callable[[], T | None], *, within: float = ...) -> T: ...
async def eventually(look: Callable[[], Any], *, within: float = LONGEST_SECONDS) -> Any:
    """What `look` returns once it is true; fails with its last answer when it never is."""
    last: object = None
    rest, longest = _RESTS
    try:
        async with asyncio.timeout(within):
            while True:
                found = look()
                last = await found if inspect.isawaitable(found) else found
                if last:
                    return last
                await asyncio.sleep(rest)
                rest = min(rest * _GROWS, longest)
    except TimeoutError:
        raise AssertionError(f"it never came true within {within} s; last seen: {last!r}") from None

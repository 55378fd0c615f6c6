"""Heavy work, away from what answers people: pure functions, run in children with limits.

A function is given by its place in a module, takes and returns what JSON can say, and knows
nothing but its arguments. It may take a core for seconds and be ended when it takes more; the
event loop does not notice. A module that is imported quickly makes for a quick first call.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from switchboard.core.child_process import ChildEnded, ChildProcess

SECONDS = 60.0
"""For one call, by the clock; of the processor's time it has a quarter."""
CHILDREN = 2
"""Calls at once in a process; the rest waits."""
_MODULE = "switchboard.core.heavy_child"

T = TypeVar("T")


class TooHeavy(Exception):
    """The work took more time or memory than any may, or failed on what it was given."""


async def run(function: Callable[..., T], *arguments: Any) -> T:
    """What a function of a module gives for these arguments, found out in a child.

    Args:
        function: of a module of ours; not a method, not a closure.
        arguments: what JSON can say; and so must be what the function returns.

    Raises TooHeavy.
    """
    place = f"{function.__module__}:{function.__qualname__}"
    async with _pool().child() as child:
        try:
            answer = await child.ask({"function": place, "arguments": arguments})
        except ChildEnded as error:
            raise TooHeavy(f"{place} took too much time or memory") from error
    if "failed" in answer:
        raise TooHeavy(f"{place} failed: {answer['failed']}")
    result: T = answer["result"]
    return result


async def close() -> None:
    """End this event loop's children."""
    pool = _pools.pop(asyncio.get_running_loop(), None)
    if pool is not None:
        await pool.close()


class _Pool:
    def __init__(self) -> None:
        self._children = [ChildProcess(_MODULE, seconds=SECONDS) for _ in range(CHILDREN)]
        self._free = list(self._children)
        self._room = asyncio.Semaphore(CHILDREN)

    @asynccontextmanager
    async def child(self) -> AsyncIterator[ChildProcess]:
        """One of the children, for the length of a call."""
        async with self._room:
            child = self._free.pop()  # the one that was used last is the one that runs
            try:
                yield child
            finally:
                self._free.append(child)

    async def close(self) -> None:
        """End them."""
        for child in self._children:
            await child.close()


_pools: WeakKeyDictionary[asyncio.AbstractEventLoop, _Pool] = WeakKeyDictionary()


def _pool() -> _Pool:
    loop = asyncio.get_running_loop()
    if loop not in _pools:
        _pools[loop] = _Pool()
    return _pools[loop]

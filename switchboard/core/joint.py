"""Several units of work of one task that are committed together, or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from switchboard.core.db import Session


class _Abandoned(Exception):
    """Rolls everything back."""


class Joint:
    """One transaction for all units of work that a task opens in one workspace.

    It begins with the first of them. Each is a savepoint, so that one that fails is undone alone.
    Units of other tasks, of other workspaces or within another unit stay what they are.

    Args:
        begun: called in the transaction when it has begun, before anything else is done in it.
    """

    def __init__(self, begun: Callable[[Session], Awaitable[None]]) -> None:
        self._begun = begun
        self._task = asyncio.current_task()
        self._stack = AsyncExitStack()
        self._in_use = False
        self.session: Session | None = None

    def takes(self, workspace_id: str) -> bool:
        """Whether a unit that is opened now belongs to it."""
        mine = asyncio.current_task() is self._task and not self._in_use
        return mine and (self.session is None or self.session.workspace_id == workspace_id)

    @asynccontextmanager
    async def unit(self, opened: AbstractAsyncContextManager[Session]) -> AsyncIterator[Session]:
        """A unit of work in it; `opened` is the transaction, if it has not begun yet."""
        self._in_use = True
        try:
            if self.session is None:
                self.session = await self._stack.enter_async_context(opened)
                await self._begun(self.session)
            mark = self.session.mark
            try:
                async with self.session.begin_nested():
                    yield self.session
                    await self.session.settle()
            except BaseException:
                self.session.give_up_since(mark)
                raise
        finally:
            self._in_use = False
            if self.session is not None:
                self.session.forget_parts()

    async def commit(self) -> None:
        """Commit all of it, then run what waits for the commit."""
        await self._stack.aclose()

    async def abandon(self) -> None:
        """Undo all of it."""
        with suppress(_Abandoned):
            await self._stack.__aexit__(_Abandoned, _Abandoned(), None)


_current: ContextVar[Joint | None] = ContextVar("joint", default=None)


def current() -> Joint | None:
    """The transaction that units of work join, if there is one."""
    return _current.get()


@contextmanager
def joined(joint: Joint) -> Iterator[None]:
    """Have units of work join it while the block runs."""
    token = _current.set(joint)
    try:
        yield
    finally:
        _current.reset(token)

"""Calls that come at the same time share a transaction: under load most of a commit is waiting.

Nothing waits in the hope of company: a lone call starts at once, and those that come while it
runs form the next batch. So a burst costs a few transactions instead of one for each call, and
who is alone is as quick as ever.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

from switchboard.core.db import Database, Session

log = structlog.get_logger(__name__)

T = TypeVar("T")
R = TypeVar("R")


@dataclass(eq=False, slots=True)
class _Call(Generic[T, R]):
    item: T
    result: asyncio.Future[R]


class Together(Generic[T, R]):
    """Handles items of a workspace, those that come together in one transaction.

    Args:
        database: where.
        many: handles several; None for what it leaves, having changed nothing, to `one`.
        one: handles an item in a transaction of its own, or raises what is wrong with it.
        key: items of the same key are never in one batch, and stay in the order they came.
        at_most: the size of a batch.
    """

    def __init__(
        self,
        database: Database,
        many: Callable[[Session, Sequence[T]], Awaitable[Sequence[R | None]]],
        one: Callable[[Session, T], Awaitable[R]],
        key: Callable[[T], Hashable],
        at_most: int = 32,
    ) -> None:
        self._database = database
        self._many, self._one, self._key = many, one, key
        self._at_most = at_most
        self._waiting: dict[str, list[_Call[T, R]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def handle(self, workspace_id: str, item: T) -> R:
        """Handle an item; returns once what it changed is committed."""
        call: _Call[T, R] = _Call(item, asyncio.get_running_loop().create_future())
        if (waiting := self._waiting.get(workspace_id)) is not None:
            waiting.append(call)
        else:
            self._waiting[workspace_id] = [call]
            self._start(workspace_id)
        return await call.result

    def _start(self, workspace_id: str) -> None:
        # In a context of its own: what it logs is not about the request that came first.
        work = self._work_off(workspace_id)
        task = asyncio.create_task(work, context=contextvars.Context())
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _work_off(self, workspace_id: str) -> None:
        while calls := self._next(self._waiting[workspace_id]):
            await self._handle(workspace_id, calls)
        del self._waiting[workspace_id]

    def _next(self, waiting: list[_Call[T, R]]) -> list[_Call[T, R]]:
        """Take the next batch out of what waits: of each key the first."""
        batch: dict[Hashable, _Call[T, R]] = {}
        for call in waiting:
            if len(batch) < self._at_most:
                batch.setdefault(self._key(call.item), call)
        taken = list(batch.values())
        waiting[:] = [call for call in waiting if call not in taken]
        return taken

    async def _handle(self, workspace_id: str, calls: list[_Call[T, R]]) -> None:
        results = await self._try_many(workspace_id, calls)
        left = [call for call, result in zip(calls, results, strict=True) if result is None]
        for call, result in zip(calls, results, strict=True):
            if result is not None:
                _settle(call, result)
        await asyncio.gather(*(self._alone(workspace_id, call) for call in left))

    async def _try_many(self, workspace_id: str, calls: list[_Call[T, R]]) -> Sequence[R | None]:
        try:
            async with self._database.transaction(workspace_id) as session:
                return await self._many(session, [call.item for call in calls])
        except Exception as error:  # one item may spoil it for all: each is tried alone
            log.warning("batch_failed", items=len(calls), reason=error)
            return [None] * len(calls)

    async def _alone(self, workspace_id: str, call: _Call[T, R]) -> None:
        try:
            async with self._database.transaction(workspace_id) as session:
                result = await self._one(session, call.item)
        except Exception as error:
            if not call.result.done():
                call.result.set_exception(error)
        else:
            _settle(call, result)


def _settle(call: _Call[T, R], result: R) -> None:
    if not call.result.done():  # its caller may have gone
        call.result.set_result(result)

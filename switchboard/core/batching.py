"""Calls at the same time share a transaction: under load most of a commit is waiting.

A call that comes alone starts at once; those that come while it runs form the next batch. So a
burst costs a few transactions instead of one for each call, and a single call waits for nobody.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog

from switchboard.core.db import Database, Session

log = structlog.get_logger(__name__)

T = TypeVar("T")
R = TypeVar("R")

MAX_BATCH = 32
MAX_ALONE = 4
"""So many items are handled alone at a time: what waits for a lock must not use up the pool."""
MAX_WAIT_SECONDS = 0.05
"""How long the next batch waits for those that are handled alone."""


@dataclass(eq=False, slots=True)
class _Call(Generic[T, R]):
    item: T
    result: asyncio.Future[R]


class TransactionBatcher(Generic[T, R]):
    """Handles items of a workspace, those that come together in one transaction.

    Args:
        database: where.
        handle: handles items in a transaction. Of several it may leave some out (None), having
            changed nothing for them: each of these is handled again, alone. A single item is
            handled, or what is wrong with it is raised.
        key: items of the same key are never in one batch, and stay in the order they came. An item
            that waits for somebody else's transaction holds up those of its own key only.
    """

    def __init__(
        self,
        database: Database,
        handle: Callable[[Session, Sequence[T]], Awaitable[Sequence[R | None]]],
        key: Callable[[T], Hashable],
    ) -> None:
        self._database, self._handle, self._key = database, handle, key
        self._waiting: dict[str, list[_Call[T, R]]] = {}
        self._working: set[str] = set()
        self._busy: set[tuple[str, Hashable]] = set()
        self._room = asyncio.Semaphore(MAX_ALONE)
        self._running: set[asyncio.Task[None]] = set()

    async def handle(self, workspace_id: str, item: T) -> R:
        """Handle an item; returns once what it changed is committed."""
        call: _Call[T, R] = _Call(item, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(workspace_id, []).append(call)
        self._work(workspace_id)
        return await call.result

    def _work(self, workspace_id: str) -> None:
        if workspace_id not in self._working and self._waiting.get(workspace_id):
            self._working.add(workspace_id)
            self._start(self._work_off(workspace_id))

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        # In a context of its own: what it logs is not about the request that came first.
        task = asyncio.create_task(work, context=contextvars.Context())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _work_off(self, workspace_id: str) -> None:
        while calls := self._next(workspace_id):
            left = await self._together(workspace_id, calls) if len(calls) > 1 else calls
            self._busy.update((workspace_id, self._key(call.item)) for call in left)
            if alone := [self._start(self._alone(workspace_id, call)) for call in left]:
                await asyncio.wait(alone, timeout=MAX_WAIT_SECONDS)
        self._working.discard(workspace_id)
        if not self._waiting[workspace_id]:
            del self._waiting[workspace_id]

    def _next(self, workspace_id: str) -> list[_Call[T, R]]:
        """Take the next batch out of what waits: of each key the first, unless one is busy."""
        batch: dict[Hashable, _Call[T, R]] = {}
        waiting, later = self._waiting[workspace_id], []
        for place, call in enumerate(waiting):
            if len(batch) == MAX_BATCH:
                later += waiting[place:]
                break
            key = self._key(call.item)
            if key in batch or (workspace_id, key) in self._busy:
                later.append(call)
            else:
                batch[key] = call
        self._waiting[workspace_id] = later
        return list(batch.values())

    async def _together(self, workspace_id: str, calls: list[_Call[T, R]]) -> list[_Call[T, R]]:
        """Handle a batch; returns what is left of it."""
        try:
            async with self._database.transaction(workspace_id) as session:
                results = await self._handle(session, [call.item for call in calls])
        except Exception as error:  # one item may spoil it for all: each is tried alone
            log.warning("batch_failed", items=len(calls), reason=error)
            return calls
        left = []
        for call, result in zip(calls, results, strict=True):
            if result is None:
                left.append(call)
            else:
                _answer(call, result)
        return left

    async def _alone(self, workspace_id: str, call: _Call[T, R]) -> None:
        try:
            async with self._room, self._database.transaction(workspace_id) as session:
                [result] = await self._handle(session, [call.item])
            assert result is not None, "a single item is handled"
        except Exception as error:
            if not call.result.done():
                call.result.set_exception(error)
        else:
            _answer(call, result)
        finally:
            self._busy.discard((workspace_id, self._key(call.item)))
            self._work(workspace_id)


def _answer(call: _Call[T, R], result: R) -> None:
    if not call.result.done():  # its caller may have gone
        call.result.set_result(result)

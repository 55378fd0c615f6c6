"""A unit of work: all that is done in one transaction, and what follows once it is committed.

The transaction is begun and committed on the driver, past SQLAlchemy, whose engine is set to
`AUTOCOMMIT`: beginning and naming the scope is one round trip, committing and waking workers
another, and a unit of work that needs no objects pays nothing for the mapper. Statements of either
kind run in the same transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar, cast

import asyncpg
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from switchboard.core.events import Event, Events

Driver: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

log = structlog.get_logger(__name__)

P = TypeVar("P")

_STILL_SOUND = "SELECT"
"""Fails where a statement failed and its error was swallowed: PostgreSQL would answer the COMMIT
with a rollback and no error, and what was lost would be taken for stored."""
ROLL_BACK_SECONDS = 3.0
"""How long rolling back may take; a connection without an answer is closed instead."""


class Session(AsyncSession):
    """A unit of work for one workspace (or, through `Database.system`, for the installation).

    `driver` is the driver's own connection, in this transaction: for the busiest statements.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        driver: Driver,
        workspace_id: str,
        events: Events,
    ) -> None:
        super().__init__(connection, expire_on_commit=False)
        self.driver = driver
        self.workspace_id = workspace_id
        self.events = events
        self._parts: dict[type, object] = {}
        self._last: dict[Callable[[Session], Awaitable[None]], None] = {}
        self._effects: list[Callable[[], Awaitable[None]]] = []
        self._notifications: dict[str, None] = {}

    async def emit(self, event: Event) -> None:
        """Tell an event to everyone who subscribed to it, within this transaction."""
        await self.events.emit(self, event)

    def part(self, kind: type[P]) -> P:
        """What a module keeps for this unit of work: an object of `kind`, made when first used."""
        part = self._parts.get(kind)
        if part is None:
            part = self._parts[kind] = kind()
        return cast(P, part)

    def before_commit(self, effect: Callable[[Session], Awaitable[None]]) -> None:
        """Run `effect` last in this transaction, and once, however often it was asked for."""
        self._last[effect] = None

    def after_commit(self, effect: Callable[[], Awaitable[None]]) -> None:
        """Run `effect` once this unit of work is committed; never when it is rolled back.

        An effect that fails is logged and no more: what counts is already in the database.
        """
        self._effects.append(effect)

    def notify_after_commit(self, channel: str, payload: str) -> None:
        """Send a notification of PostgreSQL's once this is committed, in the same round trip.

        Within a transaction, `NOTIFY` takes a lock that all commits of the database which notify
        wait for, until the log is on the disk. So it comes after the commit, where the lock is
        held for no time. It is lost with a process that dies in between: whoever listens must
        look for itself now and then.
        """
        self._notifications[f"NOTIFY {channel}, {quoted(payload)}"] = None

    async def settle(self) -> None:
        """Do what was left for the end of the transaction, and what that leaves."""
        while self._last:
            effect = next(iter(self._last))
            del self._last[effect]
            await effect(self)

    def forget_parts(self) -> None:
        """Start over: what modules kept belongs to what has been settled or undone by now."""
        self._parts.clear()
        self._last.clear()

    def give_up_since(self, mark: tuple[int, int]) -> None:
        """Forget the effects and notifications that came after `mark`: their part was undone."""
        effects, notifications = mark
        del self._effects[effects:]
        self._notifications = dict(list(self._notifications.items())[:notifications])

    @property
    def mark(self) -> tuple[int, int]:
        """How many effects and notifications wait for the commit by now."""
        return len(self._effects), len(self._notifications)

    async def finish(self) -> None:
        """Settle and write everything, commit, and send the notifications."""
        await self.settle()
        if self.in_transaction():  # the mapper was used
            await self.flush()
        await self.driver.execute("; ".join([_STILL_SOUND, "COMMIT", *self._notifications]))

    async def run_effects(self) -> None:
        """Run what waited for the commit."""
        for effect in self._effects:
            try:
                await effect()
            except Exception:
                log.exception("after_commit_failed")


def begin_statement(workspace_id: str, scope: str) -> str:
    """Begins a transaction that row-level security holds to a workspace, in one round trip."""
    return (
        f"BEGIN; SET LOCAL switchboard.workspace = {quoted(workspace_id)};"
        f" SET LOCAL switchboard.scope = {quoted(scope)}"
    )


def quoted(value: str) -> str:
    """A value as a literal of SQL, where no parameter can stand.

    Raises ValueError for a NUL, which PostgreSQL's text cannot hold.
    """
    if "\0" in value:
        raise ValueError("a NUL character cannot be quoted")
    return "'" + value.replace("'", "''") + "'"


def roll_back_on_return(connection: Any, _record: Any, state: Any) -> None:
    """The pool's `reset`: what a unit of work left open when it failed or was cancelled is undone.

    The driver knows from the server's last word whether a transaction is open.
    """
    driver = connection.driver_connection
    if state.asyncio_safe and not driver.is_closed() and driver.is_in_transaction():
        connection.run_async(_roll_back)


async def _roll_back(driver: Driver) -> None:
    """A connection that does not even answer to this one is of no more use."""
    try:
        async with asyncio.timeout(ROLL_BACK_SECONDS):
            await driver.execute("ROLLBACK")
    except TimeoutError:
        driver.terminate()

"""Chores: what has to be done now and then, by one process of all that could.

Each chore is by itself: it has a period, a lease in the database that keeps every other process
from doing it at the same time, and metrics. One that fails or hangs holds up no other.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, Database, PrimaryId
from switchboard.core.db_faults import repeated
from switchboard.core.ids import new_id
from switchboard.core.telemetry import CHORE_SECONDS, CHORES

log = structlog.get_logger(__name__)

T = TypeVar("T")

LEASE = timedelta(minutes=2)
"""How long after its process died a chore is taken over. While it runs the lease is renewed."""
MAX_LOOK_EVERY = timedelta(seconds=30)
AFTER_FAILURE = timedelta(minutes=1)
"""The longest that a chore rests which failed, if its period is longer."""

# All by PostgreSQL's clock: those of the processes may differ.
_CLAIM = text("""
    INSERT INTO chores AS c (name, due_at, leased_until, lease_owner)
    VALUES (:name, clock_timestamp(), clock_timestamp() + :lease, :owner)
    ON CONFLICT (name) DO UPDATE SET leased_until = excluded.leased_until, lease_owner = :owner
    WHERE c.due_at <= clock_timestamp()
      AND (c.leased_until IS NULL OR c.leased_until < clock_timestamp())
    RETURNING c.name
""")
_RENEW = text("""
    UPDATE chores SET leased_until = clock_timestamp() + :lease
    WHERE name = :name AND lease_owner = :owner
""")
_SETTLE = text("""
    UPDATE chores SET due_at = clock_timestamp() + :rest, leased_until = NULL, lease_owner = NULL
    WHERE name = :name AND lease_owner = :owner
""")


class ChoreState(Base):
    """When a chore is due, and who does it now."""

    __tablename__ = "chores"

    name: Mapped[PrimaryId]
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    lease_owner: Mapped[str | None] = mapped_column()


@dataclass(frozen=True)
class Chore:
    """What is done every `period`. It may be cut off at any point and be done again."""

    name: str
    period: timedelta
    act: Callable[[], Awaitable[object]]


class Scheduler:
    """Does chores when they are due and nobody else does them.

    Args:
        database: where the leases are.
        chores: each with a name of its own.
        lease: how long a dead process keeps a chore from being done.
    """

    def __init__(
        self, database: Database, chores: Sequence[Chore], *, lease: timedelta = LEASE
    ) -> None:
        self._database = database
        self._chores = chores
        self._lease = lease
        self._owner = new_id("wrk")
        for chore in chores:  # so that the metrics have them from the start
            CHORE_SECONDS.labels(chore.name)
            for result in ("done", "failed"):
                CHORES.labels(chore.name, result)

    async def run(self) -> None:
        """Do them until cancelled."""
        await asyncio.gather(*(self._repeat(chore) for chore in self._chores))

    async def _repeat(self, chore: Chore) -> None:
        every = min(chore.period, MAX_LOOK_EVERY).total_seconds()
        while True:
            try:
                await self.do_if_due(chore)
            except Exception as error:
                log.warning("chore_not_looked_at", chore=chore.name, reason=error)
            # At random, so that processes that were started together do not ask together.
            await asyncio.sleep(every * random.uniform(0.8, 1.2))  # noqa: S311 (spreads load)

    async def do_if_due(self, chore: Chore) -> bool:
        """Do a chore, if it is due and nobody else does it; whether it was done."""
        if not await self._claim(chore):
            return False
        done = False
        try:
            async with self._renewing(chore):
                with CHORE_SECONDS.labels(chore.name).time():
                    await repeated(chore.act)
            done = True
        except asyncio.CancelledError:
            await self._settle(chore, timedelta(0))  # the process stops: others may at once
            raise
        except Exception as error:
            log.warning("chore_failed", chore=chore.name, exc_info=error)
        CHORES.labels(chore.name, "done" if done else "failed").inc()
        await self._settle(chore, chore.period if done else min(chore.period, AFTER_FAILURE))
        return done

    async def _claim(self, chore: Chore) -> bool:
        values = {"name": chore.name, "owner": self._owner, "lease": self._lease}
        async with self._database.system() as session:
            return await session.scalar(_CLAIM, values) is not None

    @asynccontextmanager
    async def _renewing(self, chore: Chore) -> AsyncIterator[None]:
        renewing = asyncio.create_task(self._renew(chore))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def _renew(self, chore: Chore) -> None:
        values = {"name": chore.name, "owner": self._owner, "lease": self._lease}
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 4)
            try:
                async with self._database.system() as session:
                    await session.execute(_RENEW, values)
            except Exception as error:
                log.warning("chore_lease_not_renewed", chore=chore.name, reason=error)

    async def _settle(self, chore: Chore, rest: timedelta) -> None:
        values = {"name": chore.name, "owner": self._owner, "rest": rest}
        async with self._database.system() as session:
            await session.execute(_SETTLE, values)


async def each(items: Iterable[T], act: Callable[[T], Awaitable[object]]) -> None:
    """Do it for each, whatever becomes of the others. Raises ExceptionGroup if any failed."""
    errors: list[Exception] = []
    for item in items:
        try:
            await repeated(partial(act, item))
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("not all could be done", errors)

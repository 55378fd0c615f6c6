"""The database: declarative base, and sessions that carry the workspace they act for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Annotated, Any

import asyncpg
import structlog
from sqlalchemy import (
    DateTime,
    ForeignKey,
    MetaData,
    Text,
    event,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from switchboard.core.clock import now
from switchboard.core.db_faults import named
from switchboard.core.errors import Problem, Unavailable
from switchboard.core.events import Events
from switchboard.core.joint import current
from switchboard.core.session import Driver, Session, begin_statement, roll_back_on_return

__all__ = [
    "Base",
    "CreatedAt",
    "Database",
    "Id",
    "PrimaryId",
    "Session",
    "UpdatedAt",
    "WorkspaceRow",
]

log = structlog.get_logger(__name__)

APP_ROLE = "switchboard_app"
"""The role every session takes on: bound by row-level security, whoever the URL signs in as."""

PATIENCE_SECONDS = 3.0
"""How long a unit of work waits for a database that is away before it says so."""
_PAUSE_SECONDS = 0.1
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 3.0
"""For the first statement of a unit of work, which takes no time of its own. A connection without
an answer for so long is dead, whatever the network says: its other end has vanished."""
STATEMENT_SECONDS = 60.0
"""For any other one."""

Id = Annotated[str, mapped_column(Text(collation="C"))]
PrimaryId = Annotated[str, mapped_column(Text(collation="C"), primary_key=True)]
CreatedAt = Annotated[datetime, mapped_column(DateTime(timezone=True), default=now)]
UpdatedAt = Annotated[datetime, mapped_column(DateTime(timezone=True), default=now, onupdate=now)]


class Base(DeclarativeBase):
    """The base of every table; constraint names follow one convention, for migrations."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        str: Text,
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[str]: JSONB,
        list[int]: JSONB,
        list[dict[str, Any]]: JSONB,
    }


class WorkspaceRow:
    """A row that belongs to one workspace. Row-level security shows it to no other."""

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE")
    )


class Database:
    """One pool of connections and the units of work on it."""

    def __init__(
        self,
        url: str,
        *,
        events: Events | None = None,
        pool_size: int = 10,
        answer_seconds: float = ANSWER_SECONDS,
        statement_seconds: float = STATEMENT_SECONDS,
    ) -> None:
        """A pool that connects when it is first used.

        Args:
            url: a `postgresql://` URL.
            events: the events' handlers.
            pool_size: the most connections to hold.
            answer_seconds: after which a connection that does not answer is given up, and with it
                all others that were made before.
            statement_seconds: the longest that a statement may take.
        """
        self.events = events or Events()
        self._answer_seconds = answer_seconds
        self._distrusted = float("-inf")
        self.url = make_url(url).set(drivername="postgresql+asyncpg")
        self._engine = create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=15,
            pool_use_lifo=True,  # the one used last has the statements prepared
            hide_parameters=True,  # they are customers' words, and would stand in every error
            isolation_level="AUTOCOMMIT",  # see core/session.py
            connect_args={
                "server_settings": {"application_name": "switchboard"},
                "timeout": CONNECT_SECONDS,
                "command_timeout": statement_seconds,
            },
        )
        event.listen(self._engine.sync_engine, "connect", _become_app_role)
        event.listen(self._engine.sync_engine, "checkout", self._replace_dead)
        event.listen(self._engine.sync_engine, "reset", roll_back_on_return)

    @asynccontextmanager
    async def transaction(self, workspace_id: str) -> AsyncIterator[Session]:
        """A unit of work in one workspace: committed at the end, rolled back on any error.

        Raises Unavailable when the database is away or goes away meanwhile, and Repeatable when
        PostgreSQL asks for the whole to be done once more.
        """
        unit, joint = self._unit(workspace_id, "workspace"), current()
        if joint is None or not joint.takes(workspace_id):
            async with unit as session:
                yield session
            return
        with _faults_named():
            async with joint.unit(unit) as session:
                yield session

    @asynccontextmanager
    async def system(self) -> AsyncIterator[Session]:
        """A unit of work across workspaces: the named door in the wall between them.

        For signing in, finding the workspace of a public key, and looking after the
        installation; never for a request that already has a workspace.
        """
        async with self._unit("", "system") as session:
            yield session

    @asynccontextmanager
    async def _unit(self, workspace_id: str, scope: str) -> AsyncIterator[Session]:
        # Around the connection as a whole: giving a broken one back fails as well.
        with _faults_named() as stage:
            async with self._begun(begin_statement(workspace_id, scope)) as (connection, driver):
                session = Session(connection, driver, workspace_id, self.events)
                try:
                    yield session
                    stage.committing = True
                    await session.finish()
                except TimeoutError:
                    driver.terminate()  # to roll back would wait for an answer as well
                    raise
                finally:
                    if session.in_transaction():  # the mapper was used
                        await session.close()
        await session.run_effects()

    @asynccontextmanager
    async def _begun(self, begin: str) -> AsyncIterator[tuple[AsyncConnection, Driver]]:
        """A connection with a transaction. What fails here is the connection, not what it is for.

        A database that restarts is waited for a little: it is often back within the second. And
        after a connection that went silent, a new one is tried in any case.
        """
        patience_ends = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        for attempt in count(1):
            async with AsyncExitStack() as stack:
                try:
                    connection = await stack.enter_async_context(self._engine.connect())
                    driver = (await connection.get_raw_connection()).driver_connection
                    assert driver is not None
                    await self._answered(driver, begin)
                except PoolTimeout as error:
                    raise _unreachable(error) from error
                except _CONNECTING as error:
                    if attempt > 1 and asyncio.get_running_loop().time() > patience_ends:
                        raise _unreachable(error) from error
                else:
                    yield connection, driver
                    return
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _answered(self, driver: Driver, begin: str) -> None:
        try:
            await driver.execute(begin, timeout=self._answer_seconds)
        except TimeoutError:
            self._distrusted = time.monotonic()
            driver.terminate()
            raise

    def _replace_dead(self, connection: Any, record: Any, _proxy: Any) -> None:
        """Have the pool make a connection anew that the server has closed, or that went silent.

        Neither needs to be asked for: this costs nothing, unlike a ping.
        """
        made: float = record.info.setdefault("made", time.monotonic())
        driver = connection.driver_connection
        if driver.is_closed() or made < self._distrusted:
            driver.terminate()
            raise DisconnectionError

    async def ping(self) -> None:
        """Raise if the database does not answer."""
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def dispose(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


def _unreachable(error: Exception) -> Problem:
    log.warning("database_unavailable", reason=error)
    return Unavailable(
        "The database is not available right now. No changes were made. Try again in a moment.",
        headers={"Retry-After": "1"},
    )


@dataclass
class _Stage:
    """How far a unit of work is: once it commits, a broken connection leaves its end unknown."""

    committing: bool = False


@contextmanager
def _faults_named() -> Iterator[_Stage]:
    """Turn what the database does wrong into a `Problem` that says whether to try again."""
    stage = _Stage()
    try:
        yield stage
    except Problem:
        raise
    except Exception as error:
        problem = named(error, committing=stage.committing)
        if problem is None:
            raise
        log.warning("database_failed", reason=error, committing=stage.committing)
        raise problem from error


_CONNECTING = (
    OSError,
    DBAPIError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
"""What goes wrong while a connection is made comes as it is, not wrapped by SQLAlchemy."""


def _become_app_role(connection: Any, _record: Any) -> None:
    """Give up the rights of the URL's own role (which may be a superuser) for good.

    On the driver's own connection: within SQLAlchemy's transaction, the first rollback would
    give the rights back.
    """
    connection.run_async(lambda driver: driver.execute(f"SET ROLE {APP_ROLE}"))

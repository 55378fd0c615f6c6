"""The queue's own connection to PostgreSQL, which is made anew whenever it breaks.

PgQueuer ends its run when a statement of its own fails, and then waits for every job under way
before another run can begin: one killed backend would cost the length of the longest job. So
its statements wait here until PostgreSQL is back, and are sent again. All of them may be: what was
done twice by a lost answer is picked up again once the job's heartbeat has run out.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Collection, Iterable
from typing import Any

import asyncpg
import structlog
from pgqueuer.core.tm import TaskManager
from pgqueuer.domain.models import TableChangedEvent
from pgqueuer.domain.types import Channel
from pgqueuer.ports.driver import Driver, NotifyCallback

from switchboard.core.clock import now
from switchboard.core.db_faults import is_broken

log = structlog.get_logger(__name__)

CHANNEL = "ch_pgqueuer"
_JOBS = "jobs "
"""How notifications of new jobs begin; all others on the channel are PgQueuer's own."""

HearJobs = Callable[[Collection[str] | None, bool], None]
"""Called with the kinds of the new jobs (None: any), and whether some fall due later only."""

STATEMENT_SECONDS = 15.0
"""A statement of the queue takes milliseconds. When one has no answer for so long, the connection
is taken to be dead, whatever the network says."""
_CONNECT_SECONDS = 5.0
_PAUSE_SECONDS = 0.2


class QueueConnection(Driver):
    """A driver for PgQueuer. Close it at the end.

    Args:
        url: a `postgresql://` URL.
        statement_seconds: after which a statement without an answer is sent on a new connection.
    """

    def __init__(self, url: str, *, statement_seconds: float = STATEMENT_SECONDS) -> None:
        self._url = url
        self._statement_seconds = statement_seconds
        self._connection: asyncpg.Connection[Any] | None = None
        self._listeners: list[tuple[str, NotifyCallback]] = []
        self._lock = asyncio.Lock()
        self._shutdown = asyncio.Event()
        self._stopping = False
        self._hear_jobs: HearJobs = lambda _kinds, _delayed: None

    def on_jobs(self, hear: HearJobs) -> None:
        """Have `hear` called for every notification of jobs, before PgQueuer is told to look."""
        self._hear_jobs = hear

    def wake(self) -> None:
        """Have PgQueuer look again, in this process only."""
        for channel, callback in self._listeners:
            callback(_look_again(channel))

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        """Rows of a statement; waits while PostgreSQL is away."""
        rows = await self._run("fetch", query, *args)
        return [dict(row) for row in rows]

    async def execute(self, query: str, *args: object) -> str:
        """Run a statement; waits while PostgreSQL is away."""
        return str(await self._run("execute", query, *args))

    async def notify(self, channel: str, payload: str) -> None:
        """Send a notification."""
        await self.execute("SELECT pg_notify($1, $2)", channel, payload)

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        """Hear a channel, on every connection that follows this one too."""
        self._listeners.append((channel, callback))
        await self._run("add_listener", channel, self._relay(callback))

    @property
    def shutdown(self) -> asyncio.Event:
        """Set when no more work is to be taken."""
        return self._shutdown

    @property
    def tm(self) -> TaskManager:
        """Tasks of the driver: it has none."""
        return TaskManager()

    async def __aenter__(self) -> QueueConnection:
        return self

    async def __aexit__(self, *_: object) -> None:
        """PgQueuer enters and leaves a driver more than once; `close` is for the end."""

    def stop(self) -> None:
        """Do not wait for a PostgreSQL that is away any more."""
        self._stopping = True

    def close(self) -> None:
        """Close the connection, at once."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()

    async def _run(self, method: str, *args: object) -> Any:
        async with self._lock:
            while True:
                connection = await self._connected()
                try:
                    async with asyncio.timeout(self._statement_seconds):
                        return await getattr(connection, method)(*args)
                except Exception as error:
                    broken = is_broken(error) or isinstance(error, TimeoutError)
                    if not (broken or connection.is_closed()):
                        raise
                    log.warning("queue_disconnected", reason=error)
                    self.close()

    async def _connected(self) -> asyncpg.Connection[Any]:
        while self._connection is None or self._connection.is_closed():
            try:
                self._connection = await asyncpg.connect(self._url, timeout=_CONNECT_SECONDS)
                await self._listen_again(self._connection)
            except (
                OSError,
                asyncpg.PostgresError,
                asyncpg.InterfaceError,
                asyncpg.InternalClientError,
            ) as error:
                log.warning("queue_unreachable", reason=error)
                self.close()
                if self._stopping:
                    raise ConnectionError(
                        "PostgreSQL is not available, and the worker is stopping"
                    ) from error
                await asyncio.sleep(_PAUSE_SECONDS)
        return self._connection

    async def _listen_again(self, connection: asyncpg.Connection[Any]) -> None:
        """Hear what was heard before, and have the queue look for what it was not told of."""
        for channel, callback in self._listeners:
            await connection.add_listener(channel, self._relay(callback))
        self._hear_jobs(None, True)
        self.wake()

    def _relay(self, callback: NotifyCallback) -> Any:
        def pass_on(_connection: object, _pid: object, channel: str, payload: Any) -> None:
            if payload.startswith(_JOBS):
                self._hear_jobs(*json.loads(payload.removeprefix(_JOBS)))
                payload = _look_again(channel)
            callback(payload)

        return pass_on


def jobs_notice(kinds: Iterable[str], *, delayed: bool = False) -> str:
    """The notification that there are new jobs.

    Args:
        kinds: of those that can be run now.
        delayed: there are also jobs that fall due later.
    """
    return _JOBS + json.dumps([sorted(kinds), delayed])


def _look_again(channel: str) -> str:
    event = TableChangedEvent(
        channel=Channel(channel),
        sent_at=now(),
        type="table_changed_event",
        operation="update",
        table="pgqueuer",
    )
    return event.model_dump_json()

"""Counts what a request or a job asks of PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from asyncpg.connection import LoggedQuery
from sqlalchemy import event

from switchboard.core.db import Database

_OF_THE_DRIVER = ("set_config('jit'", "typeinfo_tree")


@asynccontextmanager
async def statements(database: Database) -> AsyncIterator[list[str]]:
    """Every statement that the database's pool sends meanwhile, BEGIN and COMMIT among them.

    Without what the driver asks about types, once for a connection.
    """
    seen: list[str] = []
    listening: list[Any] = []

    def note(query: LoggedQuery) -> None:
        statement = " ".join(query.query.split())
        if not any(part in statement for part in _OF_THE_DRIVER):
            seen.append(statement)

    def attach(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.driver_connection.add_query_logger(note)
        listening.append(connection.driver_connection)

    engine = database._engine.sync_engine
    event.listen(engine, "checkout", attach)
    try:
        yield seen
    finally:
        event.remove(engine, "checkout", attach)
        await asyncio.sleep(0)  # the driver tells of a statement a moment later
        for driver in listening:
            driver.remove_query_logger(note)

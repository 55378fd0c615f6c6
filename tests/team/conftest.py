"""Offices: workspaces whose people use the team's API over HTTP."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest_asyncio

from switchboard.core.db import Database
from switchboard.core.settings import Settings
from switchboard.engines import Engines
from tests.team.office import Office, open_office

ON_A_LAPTOP = Settings(public_url="http://localhost:8000")


@pytest_asyncio.fixture(loop_scope="session")
async def office(database: Database) -> AsyncIterator[Office]:
    """A workspace with an owner of its own for each test."""
    async with AsyncExitStack() as stack:
        yield await open_office(database, ON_A_LAPTOP, stack)


@pytest_asyncio.fixture(loop_scope="session")
async def other_office(database: Database) -> AsyncIterator[Office]:
    """Another workspace of the same installation."""
    async with AsyncExitStack() as stack:
        yield await open_office(database, ON_A_LAPTOP, stack)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def database(engines: Engines) -> AsyncIterator[Database]:
    """A pool of its own, without the rest of the application."""
    database = Database(engines.urls.database_url)
    yield database
    await database.dispose()

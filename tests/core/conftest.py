"""What tests of the core need."""

from collections.abc import AsyncIterator

import pytest_asyncio

from switchboard.core.db import Database
from switchboard.engines import Engines


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def database(engines: Engines) -> AsyncIterator[Database]:
    """A pool of its own, without the rest of the application."""
    database = Database(engines.urls.database_url)
    yield database
    await database.dispose()

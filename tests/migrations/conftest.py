"""Databases of a test's own, empty, beside that of the application."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest_asyncio
from sqlalchemy.engine import make_url

from switchboard.engines import Engines


@pytest_asyncio.fixture(loop_scope="session")
async def empty(engines: Engines) -> AsyncIterator[str]:
    """The URL of an empty database."""
    name = f"test_{uuid4().hex}"
    url = make_url(engines.urls.database_url)
    superuser = url.set(username="postgres", database="postgres")
    server = await asyncpg.connect(superuser.render_as_string(hide_password=False))
    await server.execute(f"CREATE DATABASE {name} OWNER {url.username}")
    yield url.set(database=name).render_as_string(hide_password=False)
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await server.close()

"""`python -m switchboard.migrations.check`: do the migrations lead to what the models say?"""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from switchboard.engines import EnginesConfig, running
from switchboard.migrations import config, upgrade


async def differences(url: str) -> str | None:
    """What a migrated database and the models disagree on, or None."""
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"), poolclass=NullPool
    )
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_compare, url)
    finally:
        await engine.dispose()


def _compare(connection: Connection, url: str) -> str | None:
    alembic = config(url)
    alembic.attributes["connection"] = connection
    try:
        command.check(alembic)
    except CommandError as error:
        return str(error)
    return None


async def _check() -> str | None:
    """Migrate a new, empty PostgreSQL and compare it."""
    with tempfile.TemporaryDirectory(prefix="swb-") as folder:
        elsewhere = "not-needed://here"
        only_postgres = EnginesConfig(Path(folder), redis_url=elsewhere, chroma_url=elsewhere)
        async with running(only_postgres) as engines:
            await upgrade(engines.urls.database_url)
            return await differences(engines.urls.database_url)


if __name__ == "__main__":
    found = asyncio.run(_check())
    sys.stdout.write(f"{found or 'The migrations lead to what the models say.'}\n")
    sys.exit(found is not None)

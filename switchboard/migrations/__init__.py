"""The database's schema, step by step. `upgrade` brings a database to the newest."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

_ADVISORY_LOCK = 7_304_201_177


def config(url: str) -> Config:
    """Alembic's configuration for a database, without an ini file."""
    alembic = Config()
    alembic.set_main_option("script_location", str(Path(__file__).parent))
    alembic.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return alembic


def newest_revision() -> str:
    """The revision this version of the code expects."""
    head = ScriptDirectory(str(Path(__file__).parent)).get_current_head()
    assert head is not None
    return head


async def upgrade(url: str) -> None:
    """Bring a database to the newest schema; several processes may do so at once.

    Args: url: signs in as the owner of the database, who may create roles.
    """
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"), poolclass=NullPool
    )
    try:
        async with engine.begin() as connection:
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK}
            )
            await connection.run_sync(_upgrade, url)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, url: str) -> None:
    alembic = config(url)
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "head")


def run(url: str) -> None:
    """Like `upgrade`, from code that is not asynchronous."""
    asyncio.run(upgrade(url))

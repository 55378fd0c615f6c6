"""The database's schema, step by step. `upgrade` brings a database to the newest.

Alembic is imported only when there is something to migrate: it costs a start a third of a second.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from alembic.config import Config

_ADVISORY_LOCK = 7_304_201_177
_VERSIONS = Path(__file__).parent / "versions"


def config(url: str) -> Config:
    """Alembic's configuration for a database, without an ini file."""
    from alembic.config import Config

    alembic = Config()
    alembic.set_main_option("script_location", str(Path(__file__).parent))
    alembic.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return alembic


def newest_revision() -> str:
    """The revision this version of the code expects: the highest number among the files."""
    return max(path.name for path in _VERSIONS.glob("[0-9]*_*.py"))[:4]


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
    if _revision(connection) == newest_revision():
        return
    from alembic import command

    alembic = config(url)
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "head")


def _revision(connection: Connection) -> str | None:
    """The revision that the database is at; None before the first migration."""
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def run(url: str) -> None:
    """Like `upgrade`, from code that is not asynchronous."""
    asyncio.run(upgrade(url))

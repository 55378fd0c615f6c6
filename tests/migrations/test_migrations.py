"""The schema's steps: up from nothing, down to nothing, and the same as the models."""

import asyncio

import asyncpg
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from switchboard.core.db import Database
from switchboard.migrations import config, newest_revision, upgrade
from switchboard.migrations.check import differences


async def run(url: str, steps: str) -> None:
    """Go to a revision, up or down."""

    def step(connection: Connection) -> None:
        alembic = config(url)
        alembic.attributes["connection"] = connection
        (command.downgrade if steps == "base" else command.upgrade)(alembic, steps)

    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
    async with engine.begin() as connection:
        await connection.run_sync(step)
    await engine.dispose()


async def tables(url: str) -> set[str]:
    owner = await asyncpg.connect(url)
    rows = await owner.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    functions = await owner.fetch(
        "SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE nspname = 'public'"
    )
    await owner.close()
    return {row[0] for row in rows + functions}


async def test_the_models_and_the_schema_are_the_same(empty: str) -> None:
    await upgrade(empty)
    assert await differences(empty) is None


async def test_a_difference_is_seen(empty: str) -> None:
    await upgrade(empty)
    owner = await asyncpg.connect(empty)
    await owner.execute("ALTER TABLE contacts ADD COLUMN forgotten text")
    await owner.close()
    assert "forgotten" in str(await differences(empty))


async def test_upgrading_again_changes_nothing(empty: str) -> None:
    await upgrade(empty)
    before = await tables(empty)
    await upgrade(empty)
    assert await tables(empty) == before


async def test_several_processes_may_upgrade_at_once(empty: str) -> None:
    await asyncio.gather(*(upgrade(empty) for _ in range(4)))
    owner = await asyncpg.connect(empty)
    assert await owner.fetchval("SELECT version_num FROM alembic_version") == newest_revision()
    await owner.close()


async def test_every_step_can_be_taken_back(empty: str) -> None:
    await upgrade(empty)
    await run(empty, "base")
    assert await tables(empty) <= {"alembic_version"}
    await upgrade(empty)
    assert await differences(empty) is None


async def test_sessions_work_in_a_fresh_database(empty: str) -> None:
    await upgrade(empty)
    database = Database(empty)
    await database.ping()
    async with database.system() as session:
        await session.commit()
    await database.dispose()

"""Units of work: committed or rolled back whole, and always below row-level security."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from switchboard.core.db import APP_ROLE, Database, Session
from switchboard.core.db_faults import refused_value
from switchboard.core.events import Event
from switchboard.engines import Engines


@pytest_asyncio.fixture(loop_scope="session")
async def single(engines: Engines) -> AsyncIterator[Database]:
    """A database of one connection, so that every unit of work meets the same one."""
    database = Database(engines.urls.database_url, pool_size=1)
    yield database
    await database.dispose()


async def role(session: Session) -> str:
    return str(await session.scalar(text("SELECT current_user")))


async def fail_after(database: Database, act: Callable[[Session], Awaitable[object]]) -> None:
    """A unit of work that does this, and then fails."""
    async with database.transaction("wsp_a") as session:
        await act(session)
        raise ZeroDivisionError


async def test_every_session_has_the_app_role_even_after_a_rollback(single: Database) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await fail_after(single, role)
        async with single.system() as session:
            assert await role(session) == APP_ROLE


async def test_every_session_has_the_app_role_when_its_statement_failed(single: Database) -> None:
    with pytest.raises(DBAPIError):
        async with single.transaction("wsp_a") as session:
            await session.execute(text("SELECT 1 / 0"))
    async with single.transaction("wsp_a") as session:
        assert await role(session) == APP_ROLE


async def test_a_session_says_for_whom_it_acts(single: Database) -> None:
    scope = text(
        "SELECT current_setting('switchboard.workspace'), current_setting('switchboard.scope')"
    )
    async with single.transaction("wsp_a") as session:
        assert tuple((await session.execute(scope)).one()) == ("wsp_a", "workspace")
    async with single.system() as session:
        assert tuple((await session.execute(scope)).one()) == ("", "system")


async def test_effects_run_after_the_commit_and_only_then(single: Database) -> None:
    done: list[str] = []

    async def effect() -> None:
        done.append("effect")

    async with single.transaction("wsp_a") as session:
        session.after_commit(effect)
        assert done == []
    assert done == ["effect"]

    async def register(session: Session) -> None:
        session.after_commit(effect)

    with pytest.raises(ZeroDivisionError):
        await fail_after(single, register)
    assert done == ["effect"]


async def test_a_unit_whose_statement_failed_is_never_taken_for_committed(
    single: Database,
) -> None:
    """PostgreSQL answers the COMMIT of a failed transaction with a rollback, and no error."""
    told: list[str] = []

    async def tell() -> None:
        told.append("committed")

    async def unit() -> None:
        async with single.transaction("wsp_a") as session:
            session.after_commit(tell)
            session.notify_after_commit("test", "x")
            with suppress(asyncpg.PostgresError):
                await session.driver.execute("SELECT 1 / 0")

    with pytest.raises(asyncpg.InFailedSQLTransactionError):
        await unit()
    assert told == []
    async with single.transaction("wsp_a") as session:
        assert await role(session) == APP_ROLE


async def test_what_is_left_for_the_end_may_leave_something_itself(single: Database) -> None:
    said: list[str] = []

    async def last(_session: Session) -> None:
        said.append("last")

    async def first(session: Session) -> None:
        said.append("first")
        session.before_commit(last)

    async with single.system() as session:
        session.before_commit(first)
        session.before_commit(last)
    async with single.system() as session:
        session.before_commit(first)
    assert said == ["first", "last", "first", "last"]


async def test_an_effect_that_fails_harms_nobody(single: Database) -> None:
    done: list[str] = []

    async def fail() -> None:
        raise OSError

    async def succeed() -> None:
        done.append("second")

    async with single.transaction("wsp_a") as session:
        session.after_commit(fail)
        session.after_commit(succeed)
    assert done == ["second"]


async def test_handlers_run_within_the_transaction_and_can_refuse_it(single: Database) -> None:
    heard: list[Event] = []

    async def hear(_session: Session, event: Event) -> None:
        heard.append(event)

    async def refuse(_session: Session, _event: Event) -> None:
        raise ZeroDivisionError

    single.events.subscribe(Event, hear)
    async with single.transaction("wsp_a") as session:
        await session.emit(Event(workspace_id="wsp_a"))
    single.events.subscribe(Event, refuse)
    with pytest.raises(ZeroDivisionError):
        async with single.transaction("wsp_a") as session:
            await session.emit(Event(workspace_id="wsp_a"))
    assert len(heard) == 2


async def test_a_cancelled_unit_gives_its_connection_back(single: Database) -> None:
    entered = asyncio.Event()

    async def wait() -> None:
        async with single.transaction("wsp_a") as session:
            await session.execute(text("SELECT 1"))
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await entered.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with single.transaction("wsp_a") as session:
        assert await role(session) == APP_ROLE


@pytest.mark.parametrize(
    ("statement", "value", "says"),
    [
        ("SELECT CAST(:value AS text)", "a\x00b", "NUL"),
        ("SELECT CAST(:value AS text)", "a\ud800b", "unpaired surrogates"),
        ("SELECT CAST(CAST(:value AS text) AS jsonb)", '{"a": "\\u0000"}', "NUL"),
        ("SELECT CAST(:value AS integer)", 2**40, "too large"),
        ("SELECT CAST(:value AS bigint)", 2**70, "too large"),
    ],
)
async def test_values_that_no_column_holds_are_the_callers_mistake(
    single: Database, statement: str, value: object, says: str
) -> None:
    with pytest.raises(DBAPIError) as raised:
        async with single.transaction("wsp_a") as session:
            await session.execute(text(statement), {"value": value})
    refused = refused_value(raised.value)
    assert refused is not None
    assert says in refused.detail


@pytest.mark.parametrize("statement", ["SELECT 1 / 0", "SELECT nothing", "SELECT 'x'::int"])
async def test_our_own_mistakes_are_not_the_callers(single: Database, statement: str) -> None:
    with pytest.raises(DBAPIError) as raised:
        async with single.transaction("wsp_a") as session:
            await session.execute(text(statement))
    assert refused_value(raised.value) is None

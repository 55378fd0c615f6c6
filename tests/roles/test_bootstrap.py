"""A first start that is interrupted is finished by the next, and the password is told once."""

from collections.abc import AsyncIterator
from pathlib import Path
from socket import create_server

import pytest
import pytest_asyncio
from sqlalchemy import text

from switchboard.core.db import Database
from switchboard.core.settings import Settings
from switchboard.demo.load import ARTICLES_FOLDER
from switchboard.engines import EngineError, Engines
from switchboard.roles.bootstrap import Installed, ensure_installation, told
from switchboard.roles.serving import listen
from switchboard.team.models import Account
from switchboard.team.passwords import verify_password
from tests.support.installation import own_database


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(engines: Engines) -> AsyncIterator[Database]:
    """The database of a new installation."""
    async with own_database(engines.urls) as urls:
        database = Database(urls.database_url)
        yield database
        await database.dispose()


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, openai_api_key=None, openai_base_url=None)


class Killed(BaseException):
    """The process is no more."""


async def start(own: Settings, database: Database, *, dies_after: int | None = None) -> Installed:
    """A start; it may die when the shop has said something so many times."""
    said: list[str] = []

    def progress(line: str) -> None:
        said.append(line)
        if len(said) == dies_after:
            raise Killed

    return await ensure_installation(own, database, progress)


async def counted(database: Database, table: str) -> int:
    async with database.system() as session:
        return int(await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def signs_in(database: Database, installed: Installed) -> bool:
    assert installed.password is not None
    async with database.system() as session:
        stored = await session.scalar(
            text("SELECT password_hash FROM accounts WHERE email = :email"),
            {"email": installed.email},
        )
    return await verify_password(stored, installed.password)


@pytest.mark.parametrize("dies_after", [1, 2, 3])
async def test_what_an_interrupted_start_left_out_is_added(
    own: Settings, fresh: Database, dies_after: int
) -> None:
    with pytest.raises(Killed):
        await start(own, fresh, dies_after=dies_after)
    installed = await start(own, fresh)
    assert await counted(fresh, "articles") == len(list(ARTICLES_FOLDER.rglob("*.md")))
    for table in ("workspaces", "members", "assistants", "inboxes", "accounts"):
        assert await counted(fresh, table) == 1
    assert installed.is_new
    assert await signs_in(fresh, installed)


async def test_the_password_is_told_until_it_was_told(own: Settings, fresh: Database) -> None:
    first = await start(own, fresh)
    second = await start(own, fresh)
    assert first.password != second.password
    assert await signs_in(fresh, second)

    await told(fresh, second)
    third = await start(own, fresh)
    assert (third.is_new, third.password, third.has_demo) == (False, None, True)
    assert await signs_in(fresh, second)


async def test_a_given_password_is_not_told(own: Settings, fresh: Database) -> None:
    given = own.model_copy(update={"admin_password": None, "demo": False})
    assert (await start(given, fresh)).password
    assert await counted(fresh, Account.__tablename__) == 1


def test_a_port_in_use_is_said_before_anything_is_installed(own: Settings) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        settings = own.model_copy(update={"port": taken.getsockname()[1]})
        with pytest.raises(EngineError, match="set PORT to another"):
            listen(settings)

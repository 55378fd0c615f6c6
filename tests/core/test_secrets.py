"""The installation's key: made whole or not at all, checked, and never replaced in silence."""

import asyncio
import errno
import os
import stat
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from switchboard.core.db import Database
from switchboard.core.secrets import (
    KeyUnusable,
    accept_key,
    key_path,
    make_key,
    read_key,
    signing_key,
)
from switchboard.core.settings import Settings
from switchboard.engines import Engines
from tests.support.installation import own_database


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(engines: Engines) -> AsyncIterator[Database]:
    """The database of a new installation."""
    async with own_database(engines.urls) as urls:
        database = Database(urls.database_url)
        yield database
        await database.dispose()


def test_it_is_for_its_owner_only(settings: Settings) -> None:
    key = make_key(key_path(settings))
    assert len(key) >= 43
    assert read_key(settings) == key
    assert stat.S_IMODE(key_path(settings).stat().st_mode) == 0o600


def test_all_who_start_at_once_have_the_same(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(make_key, [path] * 32))
    assert made == {path.read_text()}
    assert [one.name for one in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("fails", ["fsync", "link"])
def test_a_full_disk_leaves_no_half_a_key(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, fails, full)
        with pytest.raises(KeyUnusable, match="No space left"):
            make_key(key_path(settings))
    assert list(settings.data_dir.iterdir()) == []
    assert read_key(settings) is None
    assert make_key(key_path(settings)) == read_key(settings)


@pytest.mark.parametrize(("content", "says"), [("", "is empty"), ("short\n", "only 5 characters")])
def test_a_key_that_is_none_is_refused(settings: Settings, content: str, says: str) -> None:
    key_path(settings).parent.mkdir()
    key_path(settings).write_text(content)
    with pytest.raises(KeyUnusable, match=says):
        read_key(settings)
    configured = Settings(data_dir=settings.data_dir, secret_key=content)
    with pytest.raises(KeyUnusable, match="SWITCHBOARD_SECRET_KEY"):
        read_key(configured)


def test_a_configured_key_goes_first(settings: Settings) -> None:
    make_key(key_path(settings))
    given = "k" * 32
    assert read_key(Settings(data_dir=settings.data_dir, secret_key=given)) == given


async def test_it_is_made_at_the_first_start_and_found_at_the_next(
    settings: Settings, fresh: Database
) -> None:
    key = await signing_key(settings, fresh)
    assert await signing_key(settings, fresh) == key


async def test_processes_that_start_at_once_agree_on_one(
    settings: Settings, fresh: Database
) -> None:
    """None of them takes the key that another is just making for a lost one."""
    keys = await asyncio.gather(*(signing_key(settings, fresh) for _ in range(8)))
    assert set(keys) == {read_key(settings)}


async def test_a_lost_key_is_not_replaced_in_silence(settings: Settings, fresh: Database) -> None:
    await signing_key(settings, fresh)
    key_path(settings).unlink()
    with pytest.raises(KeyUnusable, match="does not exist"):
        await signing_key(settings, fresh)
    assert not key_path(settings).exists()

    await accept_key(settings, fresh)
    assert await signing_key(settings, fresh) == read_key(settings)


async def test_an_installation_from_before_the_check_is_looked_after_too(
    settings: Settings, fresh: Database
) -> None:
    async with fresh.system() as session:
        await session.execute(
            text(
                "INSERT INTO workspaces (id, name, languages, default_language, created_at,"
                " updated_at) VALUES ('wsp_old', 'Old', '[\"en\"]', 'en', now(), now())"
            )
        )
    with pytest.raises(KeyUnusable, match="does not exist"):
        await signing_key(settings, fresh)
    key = make_key(key_path(settings))
    assert await signing_key(settings, fresh) == key


async def test_another_key_is_refused(settings: Settings, fresh: Database, tmp_path: Path) -> None:
    await signing_key(settings, fresh)
    elsewhere = Settings(data_dir=tmp_path / "other")
    make_key(key_path(elsewhere))
    with pytest.raises(KeyUnusable, match="not the one this database was set up with"):
        await signing_key(elsewhere, fresh)

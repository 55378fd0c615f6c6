"""A store has one owner, and only who knows all that happened to it may tidy it."""

from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import update

from switchboard.conversations.attachments import restore_files, tidy, tidy_files
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.installation import (
    Installation,
    NotOurStore,
    adopt_store,
    claim_store,
    store_state,
)
from switchboard.core.storage import TRASH_DAYS, FileGone, Storage, StoreMark, open_storage


@pytest.fixture(scope="module")
def database(database_apart: Database) -> Database:
    """One whose count of tidyings no other store shares."""
    return database_apart


@pytest_asyncio.fixture(loop_scope="session")
async def store(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """A store of this installation, with a file that no row knows."""
    monkeypatch.setattr(tidy, "UNUSED_KEPT_FOR", timedelta())
    storage = open_storage(None, tmp_path, "a secret")
    assert await store_state(database, storage) == "new"
    await claim_store(database, storage)
    await adopt_store(database, storage)
    await storage.put("wsp_1", "att_unknown", b"nobody's")
    return storage


async def test_what_is_tidied_stays_in_the_trash_for_a_while(
    database: Database, store: Storage
) -> None:
    assert await tidy_files(database, store) == 1
    with pytest.raises(FileGone):
        await store.read("wsp_1", "att_unknown")
    assert [name async for name in store.names(now())] == []
    ((day, workspace_id, name),) = [each async for each in store.discarded()]
    assert (day, workspace_id, name) == (now().date(), "wsp_1", "att_unknown")
    # No row knows it, so it is not restored by itself; by hand it opens again where it was.
    assert await restore_files(database, store) == 0
    await store.undiscard(day, workspace_id, name)
    assert await store.read("wsp_1", "att_unknown") == b"nobody's"

    await store.discard("wsp_1", "att_unknown")
    await store.empty_trash(now().date() - timedelta(days=TRASH_DAYS))
    assert [each async for each in store.discarded()]
    await store.empty_trash(now().date() + timedelta(days=1))
    assert not [each async for each in store.discarded()]


async def test_another_installations_store_is_refused(database: Database, store: Storage) -> None:
    await store.set_mark(StoreMark("ins_other", 0))
    assert await store_state(database, store) == "another installation's"
    for work in (claim_store, tidy_files):
        with pytest.raises(NotOurStore):
            await work(database, store)
    assert await store.read("wsp_1", "att_unknown") == b"nobody's"
    await adopt_store(database, store)
    assert await tidy_files(database, store) == 1


async def test_an_older_database_tidies_nothing(database: Database, store: Storage) -> None:
    """Neither one brought back from a backup nor the original beside a copy that went on."""
    assert await tidy_files(database, store) == 1
    await store.put("wsp_1", "att_newer", b"sent since the backup")
    async with database.system() as session:
        older = Installation.files_tidied - 1
        await session.execute(update(Installation).values(files_tidied=older))
    assert await store_state(database, store) == "out of step with this database"
    with pytest.raises(NotOurStore, match="switchboard files adopt"):
        await tidy_files(database, store)
    assert await store.read("wsp_1", "att_newer") == b"sent since the backup"


async def test_a_process_that_died_while_counting_stops_nobody(
    database: Database, store: Storage
) -> None:
    async with database.system() as session:
        counted = Installation.files_tidied + 1
        await session.execute(update(Installation).values(files_tidied=counted))
    assert await store_state(database, store) == "ours"
    assert await tidy_files(database, store) == 1
    assert await tidy_files(database, store) == 0

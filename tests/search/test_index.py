"""The index of words follows PostgreSQL, whoever writes it and whatever happened to its files."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from switchboard.articles import service as articles
from switchboard.articles.schemas import ArticlePatch
from switchboard.core.db import Database
from switchboard.search import KnowledgeIndex, index_feed
from switchboard.search.index_sync import STATE, IndexBusy, IndexSync
from tests.support.knowledge import Knowledge
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceFactory


def opened(knowledge: Knowledge, folder: Path) -> KnowledgeIndex:
    """The index of another process, on a folder of its own."""
    return KnowledgeIndex(knowledge.database, IndexSync(knowledge.database, folder))


async def held(index: KnowledgeIndex, workspace_id: str) -> dict[str, set[str]]:
    """The articles that are searched, by language."""
    view = await index.view(workspace_id)
    return {language: own.articles() for language, own in view.languages.items()}


@pytest.fixture(autouse=True)
def always_looks() -> Iterator[None]:
    """No view is believed to be fresh."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("switchboard.search.index.FRESH_SECONDS", 0)
        yield


async def test_changes_are_read_in_batches_and_what_is_gone_is_noticed(
    undisturbed: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_feed, "BATCH", 2)
    index = opened(undisturbed, tmp_path)
    written = [(await undisturbed.write(f"Article {n}", f"Text {n}.")).id for n in range(5)]
    assert await held(index, undisturbed.workspace_id) == {"en": set(written)}
    async with undisturbed.database.transaction(undisturbed.workspace_id) as session:
        await articles.delete(session, written[0])
        await articles.update(session, written[1], ArticlePatch(status="draft"))
        await articles.update(session, written[2], ArticlePatch(language="de", title="Drei"))
        await articles.update(session, written[3], ArticlePatch(title="Four"))
    expected = {"en": {written[3], written[4]}, "de": {written[2]}}
    assert await held(index, undisturbed.workspace_id) == expected


async def test_two_processes_on_one_folder_see_the_same(
    undisturbed: Knowledge, tmp_path: Path
) -> None:
    one, other = opened(undisturbed, tmp_path), opened(undisturbed, tmp_path)
    first = (await undisturbed.write("Returns", "Within 60 days.")).id
    assert await held(one, undisturbed.workspace_id) == {"en": {first}}
    assert await held(other, undisturbed.workspace_id) == {"en": {first}}
    second = (await undisturbed.write("Shipping", "Two days.")).id
    assert await held(other, undisturbed.workspace_id) == {"en": {first, second}}
    assert await held(one, undisturbed.workspace_id) == {"en": {first, second}}


@pytest.mark.parametrize("loss", ["folder", "state", "index", "format", "torn"])
async def test_files_that_are_lost_or_of_another_version_are_made_anew(
    undisturbed: Knowledge, tmp_path: Path, loss: str
) -> None:
    first = (await undisturbed.write("Returns", "Within 60 days.")).id
    index = opened(undisturbed, tmp_path)
    assert await held(index, undisturbed.workspace_id) == {"en": {first}}
    folder = tmp_path / undisturbed.workspace_id
    state = json.loads((folder / STATE).read_text())
    match loss:
        case "folder":
            shutil.rmtree(folder)
        case "state":
            (folder / STATE).unlink()
        case "index":
            shutil.rmtree(folder / state["generation"])
        case "format":
            (folder / STATE).write_text(json.dumps(state | {"format": 0}))
        case "torn":
            (folder / STATE).write_text("{")
    assert await held(opened(undisturbed, tmp_path), undisturbed.workspace_id) == {"en": {first}}
    # Who had the files open goes on, and sees the next change.
    second = (await undisturbed.write("Shipping", "Two days.")).id
    assert await held(index, undisturbed.workspace_id) == {"en": {first, second}}


async def test_an_older_database_is_believed(undisturbed: Knowledge, tmp_path: Path) -> None:
    """As after restoring a backup: the files know more than PostgreSQL does."""
    first = (await undisturbed.write("Returns", "Within 60 days.")).id
    index = opened(undisturbed, tmp_path)
    await held(index, undisturbed.workspace_id)
    path = tmp_path / undisturbed.workspace_id / STATE
    path.write_text(json.dumps(json.loads(path.read_text()) | {"content": 1_000}))
    fresh = opened(undisturbed, tmp_path)
    assert await held(fresh, undisturbed.workspace_id) == {"en": {first}}
    assert json.loads(path.read_text())["content"] < 1_000


async def test_one_writes_at_a_time_and_who_dies_lets_go(
    undisturbed: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.search.index.BUSY_SECONDS", 0.1)
    await undisturbed.write("Returns", "Within 60 days.")
    sync = IndexSync(undisturbed.database, tmp_path)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path / undisturbed.workspace_id)],
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout
        await asyncio.to_thread(holder.stdout.readline)
        with pytest.raises(IndexBusy):
            await sync.sync(undisturbed.workspace_id)
        # A search takes what is there instead of waiting for long.
        assert await held(opened(undisturbed, tmp_path), undisturbed.workspace_id) == {}
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert await sync.sync(undisturbed.workspace_id)


async def test_what_is_much_is_left_to_others_and_written_if_nobody_does(
    undisturbed: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switchboard.search.index.MAX_CATCH_UP", 1)
    monkeypatch.setattr("switchboard.search.index.GRACE_SECONDS", 0)
    written = {(await undisturbed.write(f"Article {n}", f"Text {n}.")).id for n in range(3)}
    index = opened(undisturbed, tmp_path)
    view = await index.view(undisturbed.workspace_id)
    assert (dict(view.languages), view.complete) == ({}, False)

    async def there() -> bool:
        return await held(index, undisturbed.workspace_id) == {"en": written}

    assert await eventually(there)
    await index.close()


async def test_the_workspaces_asked_last_are_held(
    knowledge: Knowledge,
    workspaces: WorkspaceFactory,
    knowledge_of: Callable[[str], Knowledge],
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("switchboard.search.index.MAX_WORKSPACES", 1)
    other = knowledge_of((await workspaces.make()).id)
    for own in (knowledge, other):
        await own.write("Returns", "Within 60 days.")
    index = KnowledgeIndex(database, IndexSync(database, tmp_path))
    first = await index.view(knowledge.workspace_id)
    await index.view(other.workspace_id)
    assert await index.view(knowledge.workspace_id) is not first
    await index.close()


_HOLD = """
import fcntl, sys, time, pathlib
folder = pathlib.Path(sys.argv[1]); folder.mkdir(parents=True, exist_ok=True)
file = (folder / "lock").open("a"); fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(600)
"""

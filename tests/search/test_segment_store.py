"""Built segments come back from files after a restart: only what is still true, and no other."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from switchboard.articles import service as articles
from switchboard.articles.schemas import ArticlePatch
from switchboard.core.db import Database
from switchboard.search import KeptSegments, KnowledgeIndex
from switchboard.search.index_snapshot import WorkspaceShelf
from switchboard.search.segment_store import packed, unpacked
from switchboard.search.segments import Document, Segment
from switchboard.search.text_analysis import Terms
from tests.search.library import demo_documents
from tests.support.knowledge import Knowledge

SECRET = "a secret of this installation"


def test_a_segment_comes_back_as_it_was() -> None:
    own = Segment.of([one for one in demo_documents() if one.language == "de"])
    back = unpacked(packed(own))
    assert back.documents == own.documents
    for kind in ("passages", "questions"):
        before, after = getattr(own, kind), getattr(back, kind)
        assert np.array_equal(before.chunks, after.chunks)
        assert np.array_equal(before.wordings, after.wordings)
        for field in ("words", "grams"):
            for name in ("terms", "bounds", "owners", "counts", "lengths", "peaks", "mean"):
                left, right = (getattr(getattr(one, field), name) for one in (before, after))
                assert np.array_equal(left, right)


async def test_after_a_restart_only_what_changed_is_built_again(
    undisturbed: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = undisturbed.workspace_id
    written = [await undisturbed.write(f"Article {n}", f"Text number {n}.") for n in range(6)]
    german = await undisturbed.write("Rückgabe", "60 Tage.", language="de")
    await _started(undisturbed.database, own, tmp_path)
    files = sorted(tmp_path.rglob("*.segment"))
    assert len(files) == 2  # one for each language

    async with undisturbed.database.transaction(own) as session:
        await articles.delete(session, written[0].id)
        await articles.update(session, written[1].id, ArticlePatch(title="Another"))
        await articles.update(session, german.id, ArticlePatch(status="draft"))
    await undisturbed.write("New", "Nobody has seen this.")
    built: list[str] = []
    segment_of = Segment.of

    def counted(documents: Sequence[Document]) -> Segment:
        built.extend(one.title for one in documents)
        return segment_of(documents)

    monkeypatch.setattr(Segment, "of", counted)
    shelf = await _started(undisturbed.database, own, tmp_path)
    # What is gone is analysed to take it out of the statistics; what stayed is not analysed.
    assert set(built) <= {"Article 0", "Article 1", "Rückgabe", "Another", "New"}
    english = shelf.languages["en"]
    titles = {one.title for one in english.documents.values()}
    assert titles == {"Another", "New"} | {f"Article {n}" for n in range(2, 6)}
    assert list(shelf.languages) == ["en"]
    found = english.passages.ask(Terms.of("text number 4", "en"), "public", 5).articles(5)
    assert next(iter(found)) == written[4].id


async def test_files_that_are_not_ours_are_removed(undisturbed: Knowledge, tmp_path: Path) -> None:
    await undisturbed.write("Returns", "Within 60 days.")
    await _started(undisturbed.database, undisturbed.workspace_id, tmp_path)
    (file,) = tmp_path.rglob("*.segment")
    changed = bytearray(file.read_bytes())
    changed[-1] ^= 1
    file.write_bytes(changed)
    (tmp_path / "wsp_gone").mkdir()
    shelf = await _started(undisturbed.database, undisturbed.workspace_id, tmp_path)
    assert [one.title for one in shelf.languages["en"].documents.values()] == ["Returns"]
    assert file.read_bytes() != changed
    KeptSegments(tmp_path, SECRET).keep_only({undisturbed.workspace_id})
    assert [one.name for one in tmp_path.iterdir()] == [undisturbed.workspace_id]


async def _started(database: Database, workspace_id: str, folder: Path) -> WorkspaceShelf:
    """What a process that has just started holds, when it has kept what is worth it."""
    index = KnowledgeIndex(database, KeptSegments(folder, SECRET, least=1))
    await index.shelf(workspace_id)
    await index.settled(workspace_id)
    shelf = await index.shelf(workspace_id)
    await index.close()
    return shelf

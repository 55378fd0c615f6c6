"""What a process holds in memory follows PostgreSQL, batch by batch, and is let go again."""

from collections.abc import Callable

import pytest

from switchboard.articles import service as articles
from switchboard.articles.schemas import ArticlePatch
from switchboard.core.db import Database
from switchboard.search import KnowledgeIndex, index_feed
from tests.support.knowledge import Knowledge
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceFactory


async def test_changes_are_read_in_batches_and_what_is_gone_is_noticed(
    undisturbed: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_feed, "BATCH", 2)
    monkeypatch.setattr("switchboard.search.index.FRESH_SECONDS", 0)
    index = KnowledgeIndex(undisturbed.database)
    written = [await undisturbed.write(f"Article {n}", f"Text {n}.") for n in range(5)]

    async def held() -> set[str]:
        shelf = await index.shelf(undisturbed.workspace_id)
        return {one.title for own in shelf.languages.values() for one in own.documents.values()}

    assert await held() == {f"Article {n}" for n in range(5)}
    async with undisturbed.database.transaction(undisturbed.workspace_id) as session:
        await articles.delete(session, written[0].id)
        await articles.update(session, written[1].id, ArticlePatch(status="draft"))
        await articles.update(session, written[2].id, ArticlePatch(language="de", title="Drei"))
        await articles.update(session, written[3].id, ArticlePatch(title="Four"))
    assert await held() == {"Drei", "Four", "Article 4"}
    shelf = await index.shelf(undisturbed.workspace_id)
    assert {name: len(own.documents) for name, own in shelf.languages.items()} == {"en": 2, "de": 1}

    async def unchanged() -> bool:
        """Once segments are merged and vectors have come."""
        shelf = await index.shelf(undisturbed.workspace_id)
        return await index.shelf(undisturbed.workspace_id) is shelf

    assert await eventually(unchanged)
    await index.close()


async def test_the_workspaces_asked_last_are_held(
    knowledge: Knowledge,
    workspaces: WorkspaceFactory,
    knowledge_of: Callable[[str], Knowledge],
    database: Database,
) -> None:
    other = knowledge_of((await workspaces.make()).id)
    for own in (knowledge, other):
        await own.write("Returns", "Within 60 days.")
    index = KnowledgeIndex(database, texts=3)
    first = await index.shelf(knowledge.workspace_id)
    await index.shelf(other.workspace_id)
    assert await index.shelf(knowledge.workspace_id) is not first
    await index.close()

"""The vector store is rebuilt from PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.core.db import Database
from switchboard.core.settings import Settings
from switchboard.engines import Engines
from switchboard.roles.services import open_services
from switchboard.search import reindex
from switchboard.search.vectors import Place
from switchboard.search.wiring import vectors_of
from switchboard.team import create_workspace
from tests.support.installation import own_database
from tests.support.knowledge import Knowledge
from tests.support.wait import eventually
from tests.support.workspace import PASSWORD


@pytest_asyncio.fixture(loop_scope="session")
async def alone(engines: Engines, settings: Settings, tmp_path: Path) -> AsyncIterator[Knowledge]:
    """The only workspace of an installation: everything that it knows is indexed anew."""
    settings = settings.model_copy(update={"data_dir": tmp_path})
    async with own_database(engines.urls) as urls, open_services(settings, urls) as services:
        async with services.get(Database).system() as session:
            made = await create_workspace(
                session, "Alone", ["en"], "owner@alone.test", "Olivia Owner", PASSWORD
            )
        yield Knowledge(made.id, services)


async def test_what_was_lost_is_found_by_meaning_again(alone: Knowledge) -> None:
    await alone.write("Returns", "Within 60 days.")
    await alone.embed_all()
    vectors = vectors_of(alone.services)
    await vectors.drop_workspace(alone.workspace_id)
    said: list[str] = []
    count = await reindex(alone.services, said.append)
    assert count == 1
    assert said == ["2 of 2 texts embedded"]

    async def dense() -> bool:
        found = (await alone.ask("send something back")).items
        return bool(found) and found[0].legs.get("dense", 0) > 0

    assert await eventually(dense)


@pytest.mark.parametrize("language", ["de", "zh"])
async def test_every_language_the_model_reads_is_embedded(
    knowledge: Knowledge, language: str
) -> None:
    await knowledge.write("Rückgabe", "60 Tage.", language=language)
    assert await knowledge.embed_all() == 2
    assert Place("wsp_1", language, "public", "m").collection.startswith("knowledge.wsp_1.")

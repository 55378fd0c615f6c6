"""Chroma holds vectors and nothing else: when it stops, words alone find the passage.

What it held is derived. `switchboard reindex` builds it again from PostgreSQL.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.core.db import Database
from switchboard.engines import Engines, EnginesConfig, running
from switchboard.knowledge import reindex
from tests.stories.conftest import everything_indexed
from tests.support.installation import Installation, installed, own_database
from tests.support.talk import ask, last_turn
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceUnderTest

ARTICLES = [
    {
        "title": "How long you have to return something",
        "body": "You have 60 days from the day of delivery to send an order back.",
        "questions": ["how long do I have to send something back?"],
    },
    {
        "title": "What delivery costs",
        "body": "Delivery costs 4.90 euros. Above 60 euros it is free.",
        "questions": ["what are the shipping costs?"],
    },
    {"title": "Opening hours", "body": "Our shop is open from ten to eight, Monday to Saturday."},
]


@pytest_asyncio.fixture(loop_scope="session")
async def own_engines(engines: Engines, tmp_path: Path) -> AsyncIterator[Engines]:
    """A Chroma that can be stopped, beside the PostgreSQL and Valkey of this run."""
    async with own_database(engines.urls) as urls:
        config = EnginesConfig(tmp_path, urls.database_url, urls.redis_url, None)
        async with running(config) as own:
            yield own


@pytest_asyncio.fixture(loop_scope="session")
async def own(
    own_engines: Engines, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    """The application over it."""
    async with installed(own_engines.urls, tmp_path_factory.mktemp("data")) as installation:
        yield installation


async def test_words_alone_answer_until_the_vectors_are_back(
    own: Installation, own_engines: Engines, tmp_path: Path
) -> None:
    workspace = await own.workspaces.make()
    await workspace.post("/api/v1/knowledge/import", {"articles": ARTICLES})
    await everything_indexed(own.services.get(Database), workspace.id)
    assert "dense" in await _legs(workspace)

    # Chroma is gone, with all that it held. Nobody gets an error.
    await own_engines.stop("chroma")
    shutil.rmtree(tmp_path / "chroma")
    visitor = await workspace.visitor(locale="en")
    answer = await ask(visitor, "how long do I have to send something back?")
    assert "60 days" in answer["text"]
    assert answer["sources"]
    turn = await last_turn(workspace, await workspace.conversation_of(visitor))
    assert turn["outcome"] == "reply"
    assert "dense" not in await _legs(workspace)

    # The installation still takes requests, and says what is wrong with it.
    ready = await own.http.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["checks"]["dense"] != "ok"

    # Back again, empty: it is filled from PostgreSQL.
    await own_engines.start("chroma")
    assert await reindex(own.services, lambda _text: None) == len(ARTICLES)
    await eventually(lambda: _has_vectors(workspace))
    assert (await own.http.get("/readyz")).json()["checks"]["dense"] == "ok"


async def _has_vectors(workspace: WorkspaceUnderTest) -> bool:
    return "dense" in await _legs(workspace)


async def _legs(workspace: WorkspaceUnderTest) -> set[str]:
    """The ways of searching that found something."""
    body = {"query": "what do I pay for shipping?", "language": "en"}
    found = await workspace.post("/api/v1/knowledge/search", body)
    assert found["items"], found
    return {leg for item in found["items"] for leg, score in item["legs"].items() if score > 0}

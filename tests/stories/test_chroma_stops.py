"""Chroma holds vectors and nothing else: when it stops, words alone find the passage.

What it held is derived. It is built again from PostgreSQL by itself, with what was written
meanwhile.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from switchboard.core.db import Database
from switchboard.engines import Engines, EnginesConfig, running
from switchboard.search import exact_vectors
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
MEANWHILE = {"title": "Gift cards", "body": "A voucher is valid for three years."}
SHIPPING = "how expensive is it to have my parcel brought to me?"
COUPON = "when does the coupon I got as a present expire?"


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
    own: Installation,
    own_engines: Engines,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As in a large collection: a small one would be answered from memory all the while.
    monkeypatch.setattr(exact_vectors, "MAX_VECTORS", 0)
    workspace = await own.workspaces.make()
    await workspace.post("/api/v1/knowledge/import", {"articles": ARTICLES})
    await everything_indexed(own.services.get(Database), workspace.id)
    # On a busy machine a question's vector may be late, and then words alone answer that one.
    await eventually(lambda: _by_meaning(workspace, SHIPPING, "What delivery costs"))

    # Chroma is gone, with all that it held. Nobody gets an error.
    await own_engines.stop("chroma")
    shutil.rmtree(tmp_path / "chroma")
    visitor = await workspace.visitor(locale="en")
    answer = await ask(visitor, "how long do I have to send something back?")
    assert "60 days" in answer["text"]
    assert answer["sources"]
    turn = await last_turn(workspace, await workspace.conversation_of(visitor))
    assert turn["outcome"] == "reply"
    assert not await _by_meaning(workspace, SHIPPING, "What delivery costs")

    # The installation still takes requests, and says what is wrong with it.
    ready = await own.http.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["checks"]["dense"] != "ok"

    # What is written and what is deleted meanwhile is known by its words at once.
    await workspace.post("/api/v1/knowledge/articles", MEANWHILE)
    hours = next(one for one in await _articles(workspace) if one["title"] == "Opening hours")
    await workspace.call("DELETE", f"/api/v1/knowledge/articles/{hours['id']}")

    # Back again, empty: a worker notices, and fills it from PostgreSQL.
    await own_engines.start("chroma")
    await eventually(lambda: _by_meaning(workspace, COUPON, MEANWHILE["title"]))
    await eventually(lambda: _by_meaning(workspace, SHIPPING, "What delivery costs"))
    assert "Opening hours" not in await _legs(workspace, "when are you open?")

    async def all_is_well() -> bool:
        checks = (await own.http.get("/readyz")).json()["checks"]
        return (checks["dense"], checks["vectors"]) == ("ok", "ok")

    await eventually(all_is_well)


async def _articles(workspace: WorkspaceUnderTest) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await workspace.get("/api/v1/knowledge/articles"))["items"]
    return items


async def _by_meaning(workspace: WorkspaceUnderTest, query: str, title: str) -> bool:
    return "dense" in (await _legs(workspace, query)).get(title, ())


async def _legs(workspace: WorkspaceUnderTest, query: str) -> dict[str, set[str]]:
    """The articles found, each with the ways of searching that found it."""
    body = {"query": query, "language": "en"}
    found = (await workspace.post("/api/v1/knowledge/search", body))["items"]
    return {item["title"]: {leg for leg, score in item["legs"].items() if score} for item in found}

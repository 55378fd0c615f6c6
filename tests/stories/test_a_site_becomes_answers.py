"""A company has help pages already: their address is enough.

The pages are fetched while staff look on, answer customers with a link to themselves, and are
fetched again when they have changed, but nothing changes before somebody has seen what would.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from switchboard.engines import Engines
from tests.support.installation import Installation, installed, own_database
from tests.support.screens import console_screen
from tests.support.site import Site, running_site
from tests.support.talk import ask
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceUnderTest

SOURCES = "/api/v1/knowledge/sources"
QUESTION = "how long do I have to send something back?"
BEFORE = "You have 60 days from the day of delivery to send an order back."
AFTER = "You have 90 days from the day of delivery to send an order back."


@pytest_asyncio.fixture(loop_scope="session")
async def at_home(engines: Engines, tmp_path: Path) -> AsyncIterator[Installation]:
    """An installation whose operator lets it fetch from inside the house."""
    async with (
        own_database(engines.urls) as urls,
        installed(urls, tmp_path, allow_private_addresses=True) as installation,
    ):
        yield installation


async def test_help_pages_answer_customers(at_home: Installation) -> None:
    workspace = await at_home.workspaces.make()
    with running_site() as site:
        _publish(site, BEFORE)
        async with console_screen(at_home.server, workspace.token) as console:
            source = await workspace.post(SOURCES, {"address": site.url})
            done = await console.shows("source", lambda frame: _over(frame["source"]))
        assert done["source"]["id"] == source["id"]
        assert done["source"]["counts"]["articles"] == 2

        visitor = await workspace.visitor(locale="en")
        answer = await ask(visitor, QUESTION)
        assert "60 days" in answer["text"]
        assert answer["sources"][0]["url"] == f"{site.url}/returns"

        _publish(site, AFTER)
        path = f"{SOURCES}/{source['id']}"
        await workspace.post(f"{path}/fetch", {"preview": True})
        assert (await _settled(workspace, path))["pending"] == 1
        [change] = (await workspace.get(f"{path}/changes"))["items"]
        assert change["name"] == "Returns"
        assert "60 days" in (await ask(visitor, QUESTION))["text"]

        await workspace.post(f"{path}/apply", {})
        assert (await _settled(workspace, path))["pending"] == 0

        # Among so few articles words alone are not sure; the meaning follows at once.
        async def is_sure() -> bool:
            body = {"query": QUESTION, "language": "en"}
            found = await workspace.post("/api/v1/knowledge/search", body)
            return str(found["decision"]) == "answer"

        await eventually(is_sure)
        assert "90 days" in (await ask(visitor, QUESTION))["text"]


def _publish(site: Site, text: str) -> None:
    site.article("/", "Help", "Here you find help with your orders. " * 8, "/returns")
    site.article("/returns", "Returns", text)


def _over(source: dict[str, Any]) -> bool:
    return bool(source["state"] != "fetching")


async def _settled(workspace: WorkspaceUnderTest, path: str) -> dict[str, Any]:
    """The source, once its fetch is over."""

    async def look() -> dict[str, Any] | None:
        source: dict[str, Any] = await workspace.get(path)
        return source if _over(source) else None

    return await eventually(look)

"""What the stories share: the sample shop, and a stand-in for a model provider."""

from collections.abc import AsyncIterator

import pytest_asyncio

from switchboard.core.db import Database
from switchboard.demo import load_demo
from switchboard.demo.load import ARTICLES_FOLDER
from switchboard.dev.model import create_app as create_model
from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.serving import serving
from tests.support.queue import all_done
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

SOME_ARTICLES = (
    "return-period",
    "how-to-return",
    "items-not-returnable",
    "exchanges",
    "parcel-missing",
    "shipping-costs",
    "shipping-countries",
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shop(
    workspaces: WorkspaceFactory, database: Database, worker: None
) -> WorkspaceUnderTest:
    """A workspace with the sample shop's web chat and its articles, all of them indexed."""
    made = await workspaces.make()
    await load_demo(database, made.id, made.assistant_id, lambda _text: None)
    inboxes = (await made.get("/api/v1/inboxes"))["items"]
    made.inbox = next(inbox for inbox in inboxes if inbox["name"] == "Shop website")
    await everything_indexed(database, made.id)
    return made


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def small_shop(
    workspaces: WorkspaceFactory, database: Database, worker: None
) -> WorkspaceUnderTest:
    """A workspace with some of the sample shop's English articles: enough for most stories."""
    made = await workspaces.make()
    await some_articles(made)
    await everything_indexed(database, made.id)
    return made


async def some_articles(workspace: WorkspaceUnderTest) -> None:
    """Import a few articles of the sample shop."""
    files = [ARTICLES_FOLDER / f"{name}.en.md" for name in SOME_ARTICLES]
    listed = [{"name": file.name, "text": file.read_text("utf-8")} for file in files]
    await workspace.post("/api/v1/knowledge/import", {"files": listed})


async def everything_indexed(database: Database, workspace_id: str) -> None:
    """Return when every passage of the workspace has its vector."""
    await all_done(database, "knowledge.%", workspace_id)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def model() -> AsyncIterator[tuple[str, ModelAdmin]]:
    """A stand-in for a model provider on a real port: its base URL, and what to tell it."""
    async with (
        serving(create_model(retry_milliseconds=20, slow_seconds=0.1)) as url,
        ModelAdmin(url) as admin,
    ):
        yield f"{url}/v1", admin

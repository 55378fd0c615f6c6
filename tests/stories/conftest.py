"""What the stories share: the sample shop, and a stand-in for a model provider."""

from collections.abc import AsyncIterator

import pytest_asyncio

from switchboard.core.db import Database
from switchboard.demo import load_demo
from switchboard.dev.model import create_app as create_model
from switchboard.dev.model_admin import ModelAdmin
from switchboard.dev.serving import serving
from tests.support.queue import all_done
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest


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


async def everything_indexed(database: Database, workspace_id: str) -> None:
    """Return when every passage of the workspace has its vector."""
    await all_done(database, "knowledge.%", workspace_id, within=90)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def model() -> AsyncIterator[tuple[str, ModelAdmin]]:
    """A stand-in for a model provider on a real port: its base URL, and what to tell it."""
    async with (
        serving(create_model(retry_milliseconds=20, slow_seconds=0.1)) as url,
        ModelAdmin(url) as admin,
    ):
        yield f"{url}/v1", admin

"""A conversation that has begun."""

import pytest_asyncio

from switchboard.core.db import Database
from tests.conversations.people import Chat
from tests.support.workspace import WorkspaceUnderTest


@pytest_asyncio.fixture(loop_scope="session")
async def chat(database: Database, workspace: WorkspaceUnderTest) -> Chat:
    """A conversation with one message of the customer's; the assistant is in charge."""
    begun = Chat(database, workspace)
    await begun.write()
    return begun

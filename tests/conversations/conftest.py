"""Conversations to which nothing happens but what a test does."""

import pytest
import pytest_asyncio

from switchboard.core.db import Database
from tests.conversations.people import Chat
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest


@pytest.fixture(scope="module")
def database(database_apart: Database) -> Database:
    """One that no worker looks after."""
    return database_apart


@pytest.fixture(scope="module")
def workspaces(workspaces_apart: WorkspaceFactory) -> WorkspaceFactory:
    """Makes workspaces there: no assistant answers in the middle of a test."""
    return workspaces_apart


@pytest_asyncio.fixture(loop_scope="session")
async def chat(database: Database, workspace: WorkspaceUnderTest) -> Chat:
    """A conversation with one message of the customer's; the assistant is in charge."""
    begun = Chat(database, workspace)
    await begun.write()
    return begun

"""What is done most often asks as little of PostgreSQL as when these bounds were written."""

import pytest

from switchboard.core.db import Database
from tests.conversations.test_lists import begin
from tests.support.statements import statements
from tests.support.workspace import WorkspaceUnderTest

FIRST_MESSAGE = 7
"""Begin; the inbox's rules; append, which finds nobody; contact and identity; conversation and
entries; the job; commit."""
MESSAGE = 5
LIST = 8
TIMELINE = 12


async def test_a_message_by_rest(database: Database, workspace: WorkspaceUnderTest) -> None:
    visitor = await workspace.visitor()
    async with statements(database) as first:
        await visitor.write("Hello")
    assert len(first) <= FIRST_MESSAGE, first
    async with statements(database) as another:
        await visitor.write("Hello again")
    assert len(another) <= MESSAGE, another


@pytest.mark.parametrize("count", [1, 6])
async def test_a_list_and_a_timeline_however_long(
    database: Database, workspace: WorkspaceUnderTest, count: int
) -> None:
    begun = [await begin(workspace) for _ in range(count)]
    async with statements(database) as listed:
        await workspace.get("/api/v1/conversations")
    assert len(listed) <= LIST, listed
    async with statements(database) as read:
        await workspace.get(f"/api/v1/conversations/{begun[0][1]}/timeline")
    assert len(read) <= TIMELINE, read

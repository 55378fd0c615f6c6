"""A turn asks as little of PostgreSQL as when this bound was written."""

from switchboard.core.db import Database
from tests.assistant.conftest import Chat
from tests.support.statements import statements

TURN = 10
"""To begin: begin, lease, what the turn is about, commit. To end: begin, lock, entry, trace,
conversation, commit. What the search asks comes on top."""


async def test_a_turn(database: Database, chat: Chat) -> None:
    await chat.say("How many days do I have to send something back?")
    async with statements(database) as sent:
        await chat.answered_by()
    assert len(await chat.answers()) == 1
    assert len(sent) <= TURN, sent

"""Staff and customer at the same time: neither waits for the other for ever."""

import asyncio

from switchboard.conversations.read_marks import mark_read
from tests.conversations.people import OLIVIA, Chat


async def test_replies_messages_and_marks_do_not_lock_each_other_out(chat: Chat) -> None:
    async def reply() -> None:
        entry = await chat.post(OLIVIA)
        async with chat.database.transaction(chat.workspace_id) as session:
            await mark_read(session, chat.id, "mem_olivia", entry.seq)

    await asyncio.gather(*(reply() for _ in range(20)), *(chat.write() for _ in range(20)))
    seqs = [entry.seq for entry in await chat.entries()]
    assert seqs == list(range(1, len(seqs) + 1))
    assert len([e for e in await chat.entries() if e.kind == "message"]) == 41

"""One turn at a time per conversation, and no message that nobody looks at."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from switchboard.conversations import (
    Author,
    AuthorKind,
    Conversation,
    EntryKind,
    NewEntry,
    TakenOver,
    append,
    lease,
)
from switchboard.conversations.timeline import lock
from switchboard.core.clock import now
from tests.conversations.people import OLIVIA, Chat

LONG = timedelta(minutes=1)


async def take(chat: Chat, owner: str) -> bool:
    async with chat.database.transaction(chat.workspace_id) as session:
        return await lease.take(session, chat.id, owner, LONG)


async def release(chat: Chat, owner: str) -> bool:
    async with chat.database.transaction(chat.workspace_id) as session:
        return await lease.release(session, chat.id, owner)


async def settle(chat: Chat, owner: str, through: int) -> None:
    async with chat.database.transaction(chat.workspace_id) as session:
        lease.settle(await lock(session, chat.id), owner, through)


async def run_out(chat: Chat) -> None:
    async with chat.database.transaction(chat.workspace_id) as session:
        past = now() - timedelta(seconds=1)
        await session.execute(
            update(Conversation).where(Conversation.id == chat.id).values(lease_until=past)
        )


async def test_of_many_takers_one_gets_it(chat: Chat) -> None:
    taken = await asyncio.gather(*(take(chat, f"run_{number}") for number in range(10)))
    assert sum(taken) == 1


async def test_its_holder_may_take_it_again(chat: Chat) -> None:
    assert await take(chat, "run_a")
    assert await take(chat, "run_a")
    assert not await take(chat, "run_b")


async def test_others_learn_how_long_it_is_held(chat: Chat) -> None:
    async with chat.database.transaction(chat.workspace_id) as session:
        assert await lease.held_until_elsewhere(session, chat.id) is None
    await take(chat, "run_a")
    async with chat.database.transaction(chat.workspace_id) as session:
        remaining = await lease.held_until_elsewhere(session, chat.id)
    assert remaining is not None
    assert timedelta() < remaining <= LONG


async def test_a_dead_holders_lease_is_taken_over_and_it_can_settle_nothing(chat: Chat) -> None:
    assert await take(chat, "run_dead")
    await run_out(chat)
    assert await take(chat, "run_next")
    with pytest.raises(TakenOver):
        await settle(chat, "run_dead", 2)
    assert await release(chat, "run_dead")
    assert not await take(chat, "run_third")
    await settle(chat, "run_next", 2)
    assert await release(chat, "run_next")
    assert await take(chat, "run_third")


async def test_a_person_in_charge_leaves_nothing_to_take(chat: Chat) -> None:
    await chat.give_to(OLIVIA)
    assert not await take(chat, "run_a")


async def test_it_is_kept_while_something_is_unanswered(chat: Chat) -> None:
    await take(chat, "run_a")
    await settle(chat, "run_a", 2)
    late = await chat.write("One more thing")
    assert not await release(chat, "run_a")
    await settle(chat, "run_a", late.seq)
    assert await release(chat, "run_a")


async def test_it_is_let_go_when_a_person_took_over(chat: Chat) -> None:
    await take(chat, "run_a")
    await chat.give_to(OLIVIA)
    assert await release(chat, "run_a")


async def test_it_can_be_given_back_unanswered(chat: Chat) -> None:
    await take(chat, "run_a")
    async with chat.database.transaction(chat.workspace_id) as session:
        await lease.give_back(session, chat.id, "run_other")
    assert not await take(chat, "run_b")
    async with chat.database.transaction(chat.workspace_id) as session:
        await lease.give_back(session, chat.id, "run_a")
    assert await take(chat, "run_b")


async def test_a_message_cannot_slip_in_while_it_is_let_go(chat: Chat) -> None:
    """The message waits for the row's lock, so its own wake-up finds the lease free."""
    await take(chat, "run_a")
    await settle(chat, "run_a", 2)
    async with chat.database.transaction(chat.workspace_id) as session:
        assert await lease.release(session, chat.id, "run_a")
        writing = asyncio.create_task(chat.write("Late"))
        done, _ = await asyncio.wait({writing}, timeout=0.3)
        assert not done
    late = await writing
    assert await take(chat, "run_b")
    async with chat.database.transaction(chat.workspace_id) as session:
        assert await lease.unanswered_through(session, chat.id) == late.seq


async def test_letting_go_waits_for_a_message_under_way_and_sees_it(chat: Chat) -> None:
    await take(chat, "run_a")
    await settle(chat, "run_a", 2)
    async with chat.database.transaction(chat.workspace_id) as session:
        conversation = await session.get_one(Conversation, chat.id, with_for_update=True)
        letting_go = asyncio.create_task(release(chat, "run_a"))
        done, _ = await asyncio.wait({letting_go}, timeout=0.3)
        assert not done
        author = Author(AuthorKind.CONTACT, conversation.contact_id)
        await append(session, conversation, NewEntry(EntryKind.MESSAGE, author, text="Late"))
    assert not await letting_go

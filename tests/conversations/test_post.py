"""What staff and the assistant post: once, in turn, and never over a person's head."""

import asyncio
from uuid import uuid4

import pytest

from switchboard.conversations import (
    Author,
    AuthorKind,
    ConversationNotFound,
    EntryKind,
    Status,
    TakenOver,
    resolve,
)
from switchboard.conversations.lease import unanswered_through
from tests.conversations.people import OLIVIA, Chat
from tests.support.workspace import WorkspaceUnderTest

SCRIPT = Author(AuthorKind.MEMBER, "key_script", "A script")


async def unanswered(chat: Chat) -> int | None:
    async with chat.database.transaction(chat.workspace_id) as session:
        return await unanswered_through(session, chat.id)


async def test_the_same_key_posts_once_even_at_once(chat: Chat) -> None:
    posted = await asyncio.gather(*(chat.post(OLIVIA, key="staff/a/b/1") for _ in range(10)))
    assert len({entry.id for entry in posted}) == 1
    messages = [entry for entry in await chat.entries() if entry.author_id == OLIVIA.id]
    assert [entry.kind for entry in messages] == [EntryKind.EVENT, EntryKind.MESSAGE]


async def test_a_reply_ends_the_waiting_and_a_note_does_not(chat: Chat) -> None:
    await chat.post(OLIVIA, "Look at this", kind=EntryKind.NOTE)
    noted = await chat.now()
    assert noted.waiting_since is not None
    assert noted.last_message_text == "Hello"
    await chat.post(OLIVIA, "Hi")
    replied = await chat.now()
    assert replied.waiting_since is None
    assert replied.last_message_text == "Hi"


async def test_a_reply_takes_the_conversation_over(chat: Chat) -> None:
    await chat.post(OLIVIA, "Let me see")
    conversation = await chat.now()
    assert (conversation.assignee_kind, conversation.assignee_id) == ("member", OLIVIA.id)
    assert (await chat.entries())[-2].event == {
        "type": "assigned",
        "assignee": {"kind": "member", "id": OLIVIA.id, "name": "Olivia"},
    }


async def test_a_note_and_a_colleagues_reply_take_nothing_over(chat: Chat) -> None:
    await chat.post(OLIVIA, kind=EntryKind.NOTE)
    assert (await chat.now()).assignee_id == chat.assistant.id
    await chat.give_to(OLIVIA)
    await chat.post(Author(AuthorKind.MEMBER, "mem_max", "Max"))
    assert (await chat.now()).assignee_id == OLIVIA.id


async def test_the_assistant_answers_while_it_is_in_charge(chat: Chat) -> None:
    entry = await chat.post(chat.assistant, "Here you are")
    assert entry.seq == 3
    assert (await chat.now()).waiting_since is None


@pytest.mark.parametrize("replied_by", [OLIVIA, SCRIPT])
async def test_a_draft_is_dropped_once_a_person_replied(chat: Chat, replied_by: Author) -> None:
    await chat.post(replied_by, "Let me see")
    with pytest.raises(TakenOver):
        await chat.post(chat.assistant, "Here you are")


async def test_a_draft_is_dropped_once_somebody_else_is_in_charge(chat: Chat) -> None:
    await chat.give_to(OLIVIA)
    with pytest.raises(TakenOver):
        await chat.post(chat.assistant, "Here you are")


async def test_a_draft_is_dropped_once_the_matter_is_settled(chat: Chat) -> None:
    async with chat.database.transaction(chat.workspace_id) as session:
        await resolve(session, chat.id, OLIVIA)
    with pytest.raises(TakenOver):
        await chat.post(chat.assistant, "Here you are")


async def test_another_assistant_is_not_in_charge(chat: Chat) -> None:
    with pytest.raises(TakenOver):
        await chat.post(Author(AuthorKind.ASSISTANT, "asst_other", "Other"))


async def test_after_a_script_replied_the_assistant_answers_what_comes_next(chat: Chat) -> None:
    await chat.post(SCRIPT, "Your parcel has left")
    assert await unanswered(chat) is None
    later = await chat.write("When will it be here?")
    assert await unanswered(chat) == later.seq
    await chat.post(chat.assistant, "Tomorrow")


async def test_given_back_what_came_since_the_persons_reply_is_unanswered(chat: Chat) -> None:
    await chat.post(OLIVIA, "Let me see")
    await chat.give_to(chat.assistant)
    assert await unanswered(chat) is None
    await chat.give_to(OLIVIA)
    later = await chat.write("And my refund?")
    await chat.give_to(chat.assistant)
    assert await unanswered(chat) == later.seq


async def test_assigning_twice_is_noted_once(chat: Chat) -> None:
    for _ in range(2):
        await chat.give_to(OLIVIA)
    events = [entry.event["type"] for entry in await chat.entries() if entry.event]
    assert events == ["created", "assigned"]


async def test_a_persons_reply_opens_a_settled_conversation(chat: Chat) -> None:
    async with chat.database.transaction(chat.workspace_id) as session:
        await resolve(session, chat.id, OLIVIA)
    await chat.post(OLIVIA, "One more thing")
    assert (await chat.now()).status == Status.OPEN


async def test_there_must_be_a_conversation(chat: Chat) -> None:
    chat.id = "cnv_none"
    with pytest.raises(ConversationNotFound):
        await chat.post(OLIVIA)


async def test_a_key_over_http_is_the_authors_and_the_conversations(
    workspace: WorkspaceUnderTest,
) -> None:
    key = {"Idempotency-Key": f"a/b c/{uuid4().hex}"}
    ann, bob = await workspace.visitor(), await workspace.visitor()
    paths = []
    for visitor in (ann, bob):
        await visitor.write("Hello")
        conversation_id = await workspace.conversation_of(visitor)
        paths.append(f"/api/v1/conversations/{conversation_id}/messages")
    first = await workspace.post(paths[0], {"text": "To Ann"}, headers=key)
    again = await workspace.post(paths[0], {"text": "To Ann"}, headers=key)
    other = await workspace.post(paths[1], {"text": "To Bob"}, headers=key)
    assert first == again
    assert first["client_id"] == key["Idempotency-Key"]
    assert other["text"] == "To Bob"
